#!/usr/bin/python3
"""The plugin in Debian's WordPress, as those use it who have no shell. Prints TAP."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from page import Page
from php_page import Stranger, within
from places import source_folder
from stand import wait_until
from tap import proves
from visitor import get
from wordpress import WordPress, fpm
from wordpress_attacks import ATTACKS
from wordpress_views import BLOCK, HERE, HOTLINE, SECRET, path_of, section, shown

# What an owner without a shell need not know.
TECHNICAL = re.compile(r"\b(API|JSON|HTML|CSS|URL|HTTPS?(?!://)|SSI|nginx|FastCGI|PHP|server|"
                       r"cache|endpoint|fragment|shortcode|iframe|header|query|parameter)\b",
                       re.I)
# Plugins that keep pages, by the names under which owners know them.
NAMES = "WP Super Cache|W3 Total Cache|LiteSpeed Cache"


def language(text):
    """The section's."""
    return section(text).root.find("section")[0]["lang"]


def stays(form):
    """Whether what is filtered stays on the page."""
    return (form["action"] or "#").startswith("#")


def words_instead(text):
    """What stands in the section's place."""
    return re.search('<div class="signpost">.*?</div>', text, re.S)[0]


@proves
def from_the_zip_to_a_list_takes_few_clicks_and_no_technical_word(site):
    told = site.browse("begin")
    site.link = told["link"]
    print(f"# {told['clicks']} clicks, {told['fields']} fields")
    technical = {screen["name"]: TECHNICAL.findall(re.sub(NAMES, "", screen["words"]))
                 for screen in told["screens"]}
    print(f"# technical words: {technical}")
    assert told["clicks"] <= 10 and told["fields"] <= 4, told
    assert not any(technical.values()), technical
    assert "1-888-373-7888" in told["text"] and "Human Smuggling" in told["text"]
    assert not told["seenWrong"], told["seenWrong"]


@proves
def before_a_visitor_follows_a_link_the_other_organization_does_not_see_them(site):
    text = shown(site, site.link)
    addresses = re.findall(r'(?:src|srcset)="([^"]*)"|<link[^>]* href="([^"]*)"', text)
    loaded = [a or b for a, b in addresses]
    assert not [each for each in loaded if each.startswith(site.signpost)], loaded
    assert "plugins/signpost/assets/signpost.css" in text
    asked = site.browse("see", link=site.link)["asked"]
    assert all(each.startswith(site.url + "/") for each in asked), asked


@proves
def the_page_holds_all_that_the_fragment_has(site):
    """Cleaning takes away script and style sheet, and nothing that a reader has."""
    ours = section(shown(site, site.link))
    path = "/referrals/fragment?lang=en&style=none&filters=section"
    theirs = Page(get(site.port, path).text)
    assert ours.root.text == theirs.root.text
    whole = site.signpost.removesuffix("/referrals")
    for name in ("href", "action", "data-signpost-source"):
        expected = [re.sub("^/", whole + "/", node[name]) for node in theirs.root.walk()
                    if node[name] and node.tag != "link"]
        assert [node[name] for node in ours.root.walk() if node[name]] == expected, name
    kept = [(node.tag, sorted(set(node.attributes) - {"src", "defer"}))
            for node in theirs.root.walk() if node.tag not in ("script", "link")]
    assert [(node.tag, sorted(node.attributes)) for node in ours.root.walk()] == kept


@proves
def the_editor_shows_the_list_and_says_everything_in_words(site):
    admin = site.person()
    post = admin.write(BLOCK.format("{}"))
    told = site.browse("edit", post=post["id"], name="admin")
    assert "1-888-373-7888" in told["text"]
    assert [label.strip().lower() for label in told["labels"]][:6] == [
        "which list", "size of its heading", "language", "when a visitor filters",
        "button to leave the page at once", "how it is shown"], told["labels"]


@proves
def an_author_may_choose_a_part_of_the_list_and_its_language(site):
    admin = site.person()
    site.plug_in("separator", "ini_set('arg_separator.output', '&amp;');")
    for content in (BLOCK.format('{"list":"audience=attorneys","language":"es",'
                                 '"heading":"3","exit":"on"}'),
                    '[signpost list="audience=attorneys" language="es" heading="3" exit="on"]'):
        page = section(shown(site, admin.write(content)["link"]))
        assert page.root.find("section")[0]["lang"] == "es"
        assert page.root.find("h3")[0]["id"] == "signpost-title" and not page.root.find("h2")
        assert any(each["data-signpost-exit"] for each in page.root.find("a"))
        checked = [each["value"] for each in page.root.find("input")
                   if "checked" in each.attributes]
        assert checked == ["attorneys"], checked
    site.unplug("separator")


@proves
def two_sections_of_a_page_have_ids_of_their_own(site):
    text = shown(site, site.person().write(BLOCK.format("{}") * 2)["link"])
    ids = re.findall(' id="([^"]*)"', "".join(
        re.findall('<section class="signpost.*?</section>', text, re.S)))
    assert len(ids) > 50 and len(set(ids)) == len(ids)


@proves
def filters_stay_on_the_page_only_where_its_author_says_so(site):
    admin = site.person()
    plain, here = (admin.write(content)["link"] for content in
                   (BLOCK.format("{}"), HERE))
    path = path_of(here) + "?sp-audience=attorneys"
    forms = [section(text).root.find("form")[0] for text in
             (shown(site, plain), get(site.wordpress, path).text)]
    assert forms[0]["action"].startswith(site.signpost) and stays(forms[1])
    assert [each["value"] for each in forms[1].find("input")
            if "checked" in each.attributes] == ["attorneys"]
    # In a part of the website that knows no headers yet, they never stay.
    site.plug_in("footer", "add_action('wp_footer', fn() => print('<footer>' . do_shortcode("
                 "'[signpost filters=\"here\"]') . '</footer>'));")
    text = shown(site, site.url + "/")
    site.unplug("footer")
    assert section(text).root.find("form")[0]["action"].startswith(site.signpost)


@proves
def in_every_theme_no_cache_and_no_browser_keeps_what_a_visitor_chose(site):
    admin = site.person()
    contents = (HERE, '[signpost filters="here"]', "<!-- wp:group --><div class=\"wp-block-group\">"
                + HERE + "</div><!-- /wp:group -->")
    before = site.option("stylesheet").strip()
    site.plug_in("constant", "add_action('shutdown', fn() => print(defined('DONOTCACHEPAGE')"
                 " ? '<!-- constant -->' : ''));")
    for theme in site.themes():
        site.theme(theme)
        for content in contents:
            path = path_of(admin.write(content)["link"])
            for query in ("", "?sp-audience=workers"):
                answer = get(site.wordpress, path + query)
                where = (theme, content, query, answer.headers)
                assert answer.headers["cache-control"] == "no-store", where
                assert answer.headers["referrer-policy"] == "no-referrer", where
                assert answer.text.count("<!-- constant -->") == 1, where
                assert stays(section(answer.text).root.find("form")[0]), where
        answer = get(site.wordpress, path_of(site.link))
        assert answer.headers["referrer-policy"] == "no-referrer", (theme, answer.headers)
        assert "cache-control" not in answer.headers and "constant" not in answer.text
    site.theme(before)
    site.unplug("constant")
    print(f"# themes: {', '.join(site.themes())}")


def everything(site):
    """All in which a visitor's words could stand."""
    yield "database", site.dump().encode()
    for path, data in site.everything_written():
        if not re.search(r"/(maria|redis|wordpress/wp-(admin|includes))", path):
            yield path, data


@proves
def what_one_visitor_asked_for_no_other_sees_and_nothing_holds(site):
    link = site.person().write(HERE)["link"]
    for script in (True, False):
        told = site.browse("filter", link=link, words=SECRET, script=script)
        assert told["words"] == SECRET and f"sp-q={SECRET}" in told["at"], told["at"]
        assert all(each.startswith(site.url) for each in told["asked"]), told["asked"]
    site.kill_program()
    try:
        path = path_of(link)
        failed = get(site.wordpress, f"{path}?sp-q={SECRET}").text
        assert "signpost-last-resort" in failed and HOTLINE in failed
        site.forget_lists()
        assert SECRET not in shown(site, link)
    finally:
        site.revive_program()
        site.forget_lists()
    assert SECRET not in shown(site, link)
    found = [name for name, data in everything(site) if SECRET.encode() in data]
    assert not found, found


@proves
def while_the_program_hangs_one_of_fifty_visitors_waits(site):
    shown(site, site.link)
    site.forget_lists()
    path = path_of(site.link)
    with Stranger() as stranger:
        site.person().set_address(stranger.address("silent"))
        site.forget_lists()
        del stranger.asked[:]
        with within(30):
            for _ in range(50):
                assert get(site.wordpress, path).status == 200
        asked = [each for each in stranger.asked if "/fragment?" in each]
        assert len(asked) == 1, asked
    site.person().set_address(site.signpost)
    site.forget_lists()
    assert "signpost-count" in shown(site, site.link)


def grow_old(site):
    """A minute passes for what is held."""
    site.sql(r"UPDATE wp_options SET option_value = REGEXP_REPLACE(option_value, "
             r"'\"until\";i:[0-9]+', '\"until\";i:1') "
             r"WHERE option_name LIKE '\_transient\_signpost\_%'")


@proves
def while_somebody_asks_anew_others_see_the_list_that_there_is(site):
    shown(site, site.link)
    grow_old(site)
    site.send("signpost", signal.SIGSTOP)
    try:
        first = threading.Thread(target=get, args=(site.wordpress, path_of(site.link)))
        first.start()
        wait_until(lambda: site.option("_transient_signpost_asking"), what="the asking")
        assert "signpost-count" in shown(site, site.link)
        first.join()
        assert "signpost-last-resort" in shown(site, site.link)
    finally:
        site.send("signpost", signal.SIGCONT)
        site.forget_lists()


@proves
def a_burst_of_visitors_is_one_request_a_minute(site):
    path = path_of(site.link)
    with Stranger() as stranger:
        site.person().set_address(stranger.address("list"))
        site.forget_lists()
        del stranger.asked[:]
        for _ in range(60):
            assert "list" in get(site.wordpress, path).text
        assert len([each for each in stranger.asked if "/fragment?" in each]) == 1
    site.person().set_address(site.signpost)


@proves
def when_the_program_is_down_the_phone_lines_stand_there_with_their_date(site):
    spanish = site.person().write(BLOCK.format('{"language":"es"}'))["link"]
    shown(site, spanish)
    get(site.wordpress, "/wp-cron.php")  # goes on when it has answered
    wait_until(lambda: 'lang="es"' in site.option("signpost_kept"), what="the daily fetch")
    site.kill_program()
    site.forget_lists()
    try:
        text = shown(site, site.link)
        assert "signpost-last-resort" in text and HOTLINE in text
        assert "As of " + time.strftime("%B") in text
        assert language(shown(site, spanish)) == "es"
    finally:
        site.revive_program()
        site.forget_lists()
    assert "signpost-count" in shown(site, site.link)


@proves
def a_kept_phone_line_is_not_of_another_address(site):
    admin = site.person()
    with Stranger() as stranger:
        admin.set_address(stranger.address("failed"), "Ask at the desk, please.")
        text = shown(site, site.link)
        assert "Ask at the desk, please." in text and HOTLINE not in text
    admin.set_address(site.signpost)


@proves
def before_anything_was_had_the_owners_words_stand_there_in_the_sites_language(site):
    admin = site.person()
    site.sql("DELETE FROM wp_options WHERE option_name LIKE 'signpost%'")
    for language, words in (("", "The list of who can help cannot be shown"),
                            ("es_ES", "La lista de quién puede ayudar no se puede mostrar")):
        site.set_option("WPLANG", language)
        text = shown(site, site.link)
        assert words in text and not re.search(r"\d{3}-\d|tel:", words_instead(text)), text
    site.set_option("WPLANG", "")
    said = admin.set_address(site.signpost, '<p>Come to <a href="/desk">the desk</a>.</p>'
                             '<script>alert(1)</script><img src=x onerror=alert(1)>')
    assert "The list was found there." in said.text
    assert site.option("signpost_instead").strip() == (
        '<p>Come to <a href="/desk">the desk</a>.</p>alert(1)')


@proves
def on_a_spanish_site_all_words_are_spanish(site):
    site.set_option("WPLANG", "es_ES")
    admin = site.person()
    screen = admin.ask("/wp-admin/options-general.php?page=signpost").text
    assert "Quién puede ayudar" in screen and "La lista se encontró allí" in screen
    assert language(shown(site, site.link)) == "es"
    site.set_option("WPLANG", "es_MX")
    if os.path.exists(site.path("wordpress/wp-content/languages/es_MX.mo")):
        assert "Dónde está la lista" in admin.ask(
            "/wp-admin/options-general.php?page=signpost").text
    site.set_option("WPLANG", "")


@proves
def the_page_s_language_is_what_polylang_or_wpml_says(site):
    """Neither is in Debian: a stand-in answers as they document it."""
    for name, text in (
            ("pll", "function pll_current_language($field) { return 'es'; }"),
            ("wpml", "add_filter('wpml_current_language', fn() => 'es');")):
        site.plug_in(name, text)
        page = shown(site, site.link)
        site.unplug(name)
        assert language(page) == "es", name


@proves
def feeds_searches_and_programs_get_a_link_instead(site):
    admin = site.person()
    content = BLOCK.format("{}") + "<!-- wp:paragraph --><p>needle</p><!-- /wp:paragraph -->"
    post = admin.write(content, kind="posts", title="News")
    site.set_option("rss_use_excerpt", "0")
    link = f'<a href="{post["link"]}">Who can help: see the list'
    for path in ("/feed/", "/index.php?rest_route=/wp/v2/posts/" + str(post["id"])):
        text = get(site.wordpress, path).text.replace("\\/", "/").replace('\\"', '"')
        assert "Who can help: see the list" in text, (path, text[:3000])
        assert HOTLINE not in text and "<form" not in text, path
    assert link in get(site.wordpress, "/feed/").text
    assert HOTLINE not in get(site.wordpress, "/?s=needle").text
    # An editor's view is a request of a program's, and shows the list.
    assert HOTLINE in admin.rest("/wp/v2/block-renderer/signpost/section?context=edit").text


@proves
def as_an_element_it_is_this_sites_own_and_as_a_frame_it_has_a_size(site):
    admin = site.person()
    element = admin.write(BLOCK.format('{"shown":"element"}'))["link"]
    frame = shown(site, admin.write(BLOCK.format('{"shown":"frame"}'))["link"])
    assert "<signpost-section" not in shown(site, element), "of another origin"
    assert f'src="{site.signpost}/embed?lang=en&#038;heading=2"' in frame, frame
    assert "signpost-host.js" in frame and site.signpost + "/phones" in frame
    admin.set_address(f"{site.url}/referrals")
    text = shown(site, element)
    inside = re.search("<signpost-section.*?</signpost-section>", text, re.S)[0]
    assert HOTLINE in inside, inside
    assert "Human Smuggling" in site.browse("see", link=element)["text"]
    admin.set_address(site.signpost)


for attack in ATTACKS:
    proves(attack)


@proves
def in_every_theme_lists_have_no_bullets_and_headings_fit(site):
    before = site.option("stylesheet").strip()
    for theme in site.themes():
        site.theme(theme)
        for found in site.browse("look", link=site.link):
            print(f"# {theme}: {json.dumps(found)}")
            assert found["bullets"] == found["indents"] == found["checks"] == 0, (theme, found)
            assert found["wide"] <= 0, (theme, found)
            assert found["card"] < found["title"] <= 3.1 * found["text"], (theme, found)
    site.theme(before)


# The zip, and the end.

@proves
def the_same_source_makes_the_same_zip(site):
    with open(site.zip(), "rb") as first:
        before = first.read()
    with open(site.zip(), "rb") as second:
        assert second.read() == before


@proves
def every_word_of_the_plugin_is_in_spanish(site):
    with zipfile.ZipFile(site.zip()) as file:
        file.extract("signpost/languages/signpost.pot", site.path("words"))
    merged = subprocess.run(
        ["msgmerge", "-q", "--no-fuzzy-matching", "-o", "-",
         os.path.join(source_folder(), "nginx/wordpress/languages/signpost-es_ES.po"),
         site.path("words/signpost/languages/signpost.pot")],
        check=True, capture_output=True).stdout
    lacking = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete"], input=merged,
                             check=True, capture_output=True, encoding=None).stdout
    assert b'msgid "' not in lacking.replace(b'msgid ""\nmsgstr ""\n"Proj', b""), lacking.decode()


@proves
def a_newer_version_is_announced_by_whoever_made_the_zip(site):
    news = {"version": "9.9.9", "url": "https://www.example.org/", "package":
            "https://www.example.org/signpost.zip"}
    head = site.read("wordpress/wp-content/plugins/signpost/signpost.php")
    assert re.search(r"Update URI: +false", head)
    site.write("wordpress/wp-content/plugins/signpost/signpost.php", re.sub(
        r"(Update URI: +)false", r"\1https://updates.example.org/signpost.json", head))
    site.plug_in("updates", f"""
        add_filter('pre_http_request', fn($no, $how, $url) =>
            'https://updates.example.org/signpost.json' === $url ? array('headers' => array(),
                'body' => '{json.dumps(news)}', 'response' => array('code' => 200)) :
            (str_contains($url, '//api.wordpress.org/plugins/update-check') ?
                array('headers' => array(), 'body' => '{{"plugins":[],"translations":[],"no_update":[]}}',
                      'response' => array('code' => 200)) : $no), 10, 3);""")
    site.sql("DELETE FROM wp_options WHERE option_name = '_site_transient_update_plugins'")
    text = site.person().ask("/wp-admin/plugins.php").text
    site.unplug("updates")
    site.write("wordpress/wp-content/plugins/signpost/signpost.php", head)
    assert "9.9.9" in text, text[-4000:]


@proves
def the_privacy_policy_has_words_for_it(site):
    text = site.person().ask("/wp-admin/options-privacy.php?tab=policyguide").text
    assert "We store nothing of it." in text


@proves
def deactivated_it_asks_nothing_and_the_page_stays_whole(site):
    site.browse("deactivate")
    text = shown(site, site.link)
    assert "signpost/assets" not in text and "tel:" not in text
    assert site.option("signpost_address").strip() == site.signpost
    assert "signpost" not in site.option("cron")


@proves
def uninstalled_it_leaves_nothing(site):
    site.browse("uninstall")
    left = site.sql("SELECT option_name FROM wp_options WHERE option_name LIKE '%signpost%'")
    assert not left, left
    assert "signpost" not in site.option("cron") + site.sql(
        "SELECT meta_key, meta_value FROM wp_usermeta WHERE meta_key LIKE '%signpost%'")
    assert not os.path.exists(site.path("wordpress/wp-content/plugins/signpost"))


@proves
def php_had_nothing_to_complain_of(site):
    assert not site.debug(), "\n".join(site.debug())


if __name__ == "__main__":
    sys.exit(tap.run_on(WordPress, "nginx", "redis-server", "mariadbd", "node", "chromium",
                        "zip", "msgfmt", "xgettext", fpm() or "php-fpm"))
