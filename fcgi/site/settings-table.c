/* What an operator may choose: one row for each setting. */
#include "site/settings.h"

#include <stddef.h>

#include "site/settings-check.h"

#define MEMBER(NAME) offsetof(struct settings, NAME)

/* clang-format off */
#define LIFE(NAME, LIFE, HELP)                                                 \
	{ .section = "cache", .name = NAME, .is_minor = true,                  \
	  .offset = MEMBER(LIFE), .read = settings_read_life,                  \
	  .fallback = "5 s, 0 s, 1 day", .help = HELP }

#define TEXT_OR_NONE(SECTION, NAME, TEXT, HELP)                                \
	{ .section = SECTION, .name = NAME, .offset = MEMBER(TEXT),            \
	  .fallback = "none", .nothing = "none", .help = HELP }

const struct field settings_rows[] = {
	{
		.section = "server", .name = "listen", .is_fixed = true,
		.offset = MEMBER(listen), .check = settings_check_listen,
		.fallback = "unix:/run/signpost/signpost.sock",
		.help = "Where nginx finds the responder: unix:PATH or a "
			"numeric HOST:PORT. A socket handed over by systemd, "
			"or as standard input, comes first.",
	},
	{
		.section = "server", .name = "peers", .is_fixed = true,
		.offset = MEMBER(peers), .read = settings_read_networks,
		.fallback = SETTINGS_THIS_MACHINE,
		.help = "Where it listens at HOST:PORT, the addresses and "
			"networks of the web servers that may connect, and "
			"this machine for `ping` and `doctor`. What they "
			"send is not encrypted: between machines that is "
			"for WireGuard or stunnel; all who come "
			"through stunnel are of this machine.",
	},
	{
		.section = "server", .name = "internal-peers", .is_fixed = true,
		.offset = MEMBER(internal_peers),
		.read = settings_read_networks,
		.fallback = SETTINGS_THIS_MACHINE,
		.help = "Those of them whose requests may be from inside, or "
			"`none`. What all others send is public, whatever they "
			"say.",
	},
	{
		.section = "server", .name = "threads", .is_fixed = true,
		.is_minor = true, .offset = MEMBER(threads),
		.kind = FIELD_NUMBER, .most = 1024, .fallback = "0",
		.help = "How many requests are answered at the same time; 0 is "
			"two for each core.",
	},
	{
		.section = "server", .name = "loops", .is_fixed = true,
		.is_minor = true, .offset = MEMBER(loops), .kind = FIELD_NUMBER,
		.least = 1, .most = 64, .fallback = "1",
		.help = "How many threads read requests and answer what memory "
			"holds; more than there are cores help nobody.",
	},
	{
		.section = "server", .name = "deadline", .is_fixed = true,
		.is_minor = true,
		.offset = MEMBER(request_ms), .kind = FIELD_DURATION,
		.least = 100, .most = 600000, .fallback = "10 s",
		.help = "The longest that reading a request and making its "
			"answer may take, or each further piece of a long one; "
			"a slow reader may take longer.",
	},
	{
		.section = "server", .name = "scopes",
		.offset = MEMBER(has_internal), .read = settings_read_scopes,
		.fallback = "public",
		.help = "`public`, or `public, internal` where nginx marks "
			"requests from inside. Without `internal`, internal "
			"content is dropped when the directory is read.",
	},
	TEXT_OR_NONE("server", "token-file", token_file,
		     "The file with the operators' token, of 16 bytes or "
		     "more: who sends it (`Authorization: Bearer`) may ask "
		     "for healthz, readyz, metrics from wherever, and the "
		     "networks in nginx's signpost-site.conf. Or `none`."),
	{
		.section = "site", .name = "base", .offset = MEMBER(base),
		.is_in_answers = true, .check = settings_check_base,
		.fallback = "/referrals",
		.help = "The path under which the section stands.",
	},
	{
		.section = "site", .name = "title", .offset = MEMBER(title),
		.is_kept = true, .is_in_answers = true,
		.check = settings_check_title, .fallback = "Resources",
		.help = "The title of every page. Keep it neutral: it stands "
			"in the browser's history. As it is here it is "
			"translated, your own is not.",
	},
	{
		.section = "site", .name = "file-name",
		.is_kept = true, .offset = MEMBER(file_name),
		.check = settings_check_file_name, .fallback = "list",
		.help = "What exports are called when a browser saves them, "
			"without .csv and the like. Keep it neutral too: it "
			"stays on the device.",
	},
	{
		.section = "site", .name = "url", .offset = MEMBER(url),
		.is_in_answers = true, .check = settings_check_url,
		.fallback = "none", .nothing = "none",
		.help = "Scheme and host under which visitors see the site, as "
			"in https://www.example.org, or `none`. It stands "
			"before what must be whole: canonical links, all links "
			"of a fragment asked for with links=absolute, and what "
			"other systems find their way back by. Without it "
			"there is no sitemap.",
	},
	{
		.section = "site", .name = "exit", .offset = MEMBER(exit),
		.is_kept = true, .is_in_answers = true, .kind = FIELD_CHOICE,
		.choices = "off, link, button", .fallback = "button",
		.help = "How a reader can leave a page at once: by a link, by "
			"a button that stays in sight, or `off` where the site "
			"around it already has one. Never shown to those "
			"inside.",
	},
	{
		.section = "site", .name = "exit-url", .is_kept = true,
		.offset = MEMBER(exit_url), .is_in_answers = true,
		.kind = FIELD_LINK, .check = settings_check_exit,
		.fallback = "https://www.weather.gov/",
		.help = "Where that leads: a page that loads fast, that "
			"anybody might be reading, and that shows nothing "
			"personal.",
	},
	{
		.section = "site", .name = "exit-shortcut",
		.is_kept = true, .offset = MEMBER(has_exit_shortcut),
		.is_in_answers = true, .kind = FIELD_SWITCH,
		.choices = "shift3, off", .fallback = "shift3",
		.help = "The keys that do the same: Shift three times "
			"(`shift3`), or `off`.",
	},
	{
		.section = "site", .name = "history",
		.offset = MEMBER(has_history),
		.is_in_answers = true, .kind = FIELD_SWITCH,
		.choices = "choices, off", .fallback = "choices",
		.help = "Whether the filters that were chosen with the script "
			"are there again after Back and a reload (`choices`), "
			"in the section's own pages. The browser keeps them "
			"with the page, and no word that was looked for.",
	},
	{
		.section = "site", .name = "frames", .offset = MEMBER(frames),
		.is_in_answers = true,
		.read = settings_read_frames, .fallback = "none",
		.help = "Which sites may show the list in an iframe: `none`, "
			"or `self` for this site and origins such as "
			"https://www.example.org, with blanks between.",
	},
	{
		.section = "site", .name = "structured-data", .is_kept = true,
		.offset = MEMBER(has_structured_data), .is_in_answers = true,
		.kind = FIELD_SWITCH, .choices = "on, off", .fallback = "on",
		.help = "Whether full pages tell search engines what stands "
			"on them, in the words of schema.org.",
	},
	{
		.section = "site", .name = "canonical", .is_kept = true,
		.offset = MEMBER(has_canonical), .is_in_answers = true,
		.kind = FIELD_SWITCH, .choices = "on, off", .fallback = "on",
		.help = "Whether full pages name their address without "
			"filters.",
	},
	{
		.section = "site", .name = "robots", .offset = MEMBER(robots),
		.kind = FIELD_CHOICE, .choices = "pages, none, off",
		.fallback = "pages",
		.help = "What search engines may list: `pages` for full pages "
			"without filters, `none` for nothing, not even a "
			"sitemap; with `off` they are told nothing. What is "
			"internal is never listed.",
	},
	{
		.section = "site", .name = "search", .is_kept = true,
		.offset = MEMBER(has_search), .is_in_answers = true,
		.kind = FIELD_SWITCH, .choices = "on, off", .fallback = "on",
		.help = "Whether readers can search by words, which then stand "
			"in their browser's history; nothing of ours keeps "
			"them.",
	},
	{
		.section = "site", .name = "report", .offset = MEMBER(report),
		.is_kept = true, .is_in_answers = true,
		.check = settings_check_report,
		.fallback = "off", .nothing = "off",
		.help = "Where readers can report a mistake: the address of a "
			"form or mailto:SOMEBODY, or `off`. The entry and the "
			"version of the list are added, and nothing else.",
	},
	{
		.section = "site", .name = "handout",
		.offset = MEMBER(has_handout), .is_in_answers = true,
		.kind = FIELD_SWITCH, .choices = "off, on", .fallback = "off",
		.help = "Whether everybody can choose entries for a sheet to "
			"print and hand over. On an intranet one always can.",
	},
	TEXT_OR_NONE("site", "templates", templates,
		     "A folder with templates of your own, or `none`; a "
		     "file there takes the place of the one with its name."),
	TEXT_OR_NONE("site", "locale", locale,
		     "A folder with words of the interface of your own, or "
		     "`none`; what LANGUAGE.ini there says, such as es.ini, "
		     "takes the place of the shipped words."),
	{
		.section = "site", .name = "unreviewed",
		.is_kept = true, .offset = MEMBER(unreviewed),
		.is_in_answers = true, .kind = FIELD_CHOICE,
		.choices = "label, hide", .fallback = "label",
		.help = "What happens to translations that no speaker of the "
			"language has read: `label` shows them and says so; "
			"`hide` shows the directory's default language instead "
			"and offers a language only once its interface is "
			"read.",
	},
	{
		.section = "site", .name = "last-resort",
		.offset = MEMBER(last_resort), .fallback = "/var/lib/signpost",
		.nothing = "none",
		.help = "The folder into which the page with the crisis lines "
			"is written for nginx to show when nothing else "
			"answers, or `none`; not one whose files a site gives "
			"out. The folders `private` and `last-good` in it, "
			"which only the responder's user can read, hold the "
			"key for Redis where redis.secret-file is `none`, and "
			"what is served when a service starts with a faulty "
			"set.",
	},
	{
		.section = "site", .name = "host-page", .is_minor = true,
		.offset = MEMBER(host_page), .fallback = "none",
		.check = settings_check_host_page, .nothing = "none",
		.help = "The address of a page of the website that has the "
			"section in it, or `none`. Only `signpost doctor` "
			"asks for it.",
	},
	{
		.section = "directory", .name = "path",
		.offset = MEMBER(directory),
		.fallback = "shipped:/etc/signpost/directory",
		.nothing = "shipped",
		.help = "The folders with the directory's INI files, separated "
			"by colons: `shipped` for what comes with the program, "
			"then your own; or `shipped` alone. Of the two that "
			"are read by themselves, the second need not be there.",
	},
	{
		.section = "directory", .name = "draft", .is_minor = true,
		.offset = MEMBER(draft), .fallback = "beside",
		.nothing = "beside",
		.help = "Where `signpost draft` puts a copy of the last of "
			"them to write in; `beside`: its name and `.draft`.",
	},
	{
		.section = "site", .name = "browser-cache",
		.offset = MEMBER(has_browser_cache), .kind = FIELD_SWITCH,
		.choices = "off, on", .fallback = "off",
		.help = "Whether browsers may keep pages, for as long as "
			"[cache] says. `off` suits people who share a "
			"computer; what nginx keeps is the same.",
	},
	LIFE("list", list_life,
	     "For how long others may give their copy of a list; then, an old "
	     "copy while a new one is made; then, while none can be made. "
	     "nginx goes by the first alone, and by signpost-site.conf."),
	LIFE("entry", entry_life, "The same of the page of an entry."),
	LIFE("phones", phones_life, "The same of the pages of phone lines."),
	LIFE("api", api_life,
	     "The same of what the API answers; browsers may keep that, "
	     "whatever site.browser-cache says."),
	{
		.section = "cache", .name = "assets",
		.offset = MEMBER(assets_ms), .kind = FIELD_DURATION,
		.most = 31536000000, .fallback = "0 s",
		.help = "How long browsers keep style sheet and script, which "
			"tell on a shared computer that somebody was here, and "
			"stay on its disk for longer; with `0 s` they keep "
			"neither. nginx has it from `signpost reference "
			"nginx`.",
	},
	{
		.section = "cache", .name = "copies",
		.offset = MEMBER(copies), .nothing = "none",
		.fallback = "/run/signpost_copies:/run/signpost_arriving",
		.help = "The folders in which nginx keeps copies of answers, "
			"and those on their way, separated by colons, or "
			"`none`. The responder looks at nothing but the room "
			"that is left there, which /healthz and /metrics tell; "
			"nginx tells nobody. `signpost hide` as root removes "
			"the copies.",
	},
	{
		.section = "cache", .name = "memory", .is_fixed = true,
		.is_minor = true, .offset = MEMBER(memory_bytes),
		.kind = FIELD_SIZE, .most = 68719476736, .fallback = "32 MiB",
		.help = "How much memory holds answers to be given again; "
			"`0 MiB` keeps none. What was asked for last stays "
			"longest.",
	},
	{
		.section = "api", .name = "origins", .offset = MEMBER(origins),
		.read = settings_read_origins, .fallback = "any",
		.help = "Whose pages may read the data in a browser: `any`, "
			"`none`, or origins such as https://www.example.org, "
			"separated by commas. What is internal is never read "
			"by pages of others.",
	},
	{
		.section = "redis", .name = "address", .is_fixed = true,
		.offset = MEMBER(redis_address), .check = settings_check_redis,
		.fallback = "unix:/run/redis/redis-server.sock",
		.help = "unix:PATH, a numeric HOST:PORT, or `off`. Several "
			"with commas between: the first that answers as a "
			"master serves. sentinel:NAME@HOST:PORT,HOST:PORT: "
			"where Sentinel has the master of that name. "
			"cluster:HOST:PORT,HOST:PORT: some nodes of a "
			"cluster. When Redis is not there, pages are made "
			"without it. It should have a maxmemory (see "
			"conf/redis.conf). Valkey does as well.",
	},
	{
		.section = "redis", .name = "nodes", .is_fixed = true,
		.offset = MEMBER(redis_nodes), .read = settings_read_nodes,
		.fallback = "any",
		.help = "The only addresses and networks, with commas "
			"between, that are connected to as nodes and told the "
			"password; or `any`. Set it where Redis is several: "
			"sentinels and nodes say where others are, and who "
			"poses as one has the password sent to himself.",
	},
	{
		.section = "redis", .name = "wait", .is_fixed = true,
		.offset = MEMBER(redis_wait_ms), .kind = FIELD_DURATION,
		.least = 1, .most = 5000, .fallback = "50 ms",
		.help = "The longest that Redis may delay a page, in all.",
	},
	TEXT_OR_NONE("redis", "user", redis_user,
		     "The name under which Redis knows the responder (see "
		     "conf/redis.acl), or `none`."),
	TEXT_OR_NONE("redis", "password-file", redis_password_file,
		     "The file with the password for Redis and nothing "
		     "else, or `none`. Read at each start and reload."),
	TEXT_OR_NONE("redis", "sentinel-user", sentinel_user,
		     "The name under which sentinels know the responder, "
		     "or `none`."),
	TEXT_OR_NONE("redis", "sentinel-password-file", sentinel_password_file,
		     "The file with the password for sentinels, or `none`. "
		     "They are told that alone, and Redis is told its own "
		     "alone. Read at each start and reload."),
	TEXT_OR_NONE("redis", "secret-file", redis_secret_file,
		     "A file with 16 bytes of text or more that responders "
		     "which share a Redis have in common and nobody else "
		     "knows: what they keep there is sealed with it, and "
		     "what others put there is not believed. Or `none`: "
		     "then it is sealed with a key of each responder's own, "
		     "kept in the folder `private` in site.last-resort, and "
		     "no responder uses what another keeps."),
	{
		.section = "redis", .name = "life",
		.offset = MEMBER(redis_life_ms), .kind = FIELD_DURATION,
		.least = 1000, .most = 2592000000, .fallback = "1 day",
		.help = "How long Redis keeps a page, or up to a tenth less, "
			"so that not all end at once. Changed data is seen at "
			"once all the same. What visitors combine, which has "
			"no end, is kept for 5 minutes at most, and 64 MB of "
			"it in a day.",
	},
	{
		.section = "log", .name = "level", .is_minor = true,
		.offset = MEMBER(log_level), .kind = FIELD_CHOICE,
		.choices = "error, warning, notice, info, debug",
		.fallback = "notice",
		.help = "The least important that is written to the log. "
			"`info` adds a line for each request, `debug` one for "
			"those of operators too; none tells who asked, or for "
			"what beyond the kind of page.",
	},
	{
		.section = "log", .name = "format", .is_minor = true,
		.offset = MEMBER(log_format), .kind = FIELD_CHOICE,
		.choices = "logfmt, json", .fallback = "logfmt",
		.help = "How a line of the log is written: as name=value "
			"pairs, or as a JSON object.",
	},
};
/* clang-format on */

const size_t settings_row_count =
	sizeof(settings_rows) / sizeof(*settings_rows);
