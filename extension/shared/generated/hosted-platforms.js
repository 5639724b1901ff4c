// Written by `source-context extension tables` from server/urls/hosted_platforms.py. Do not edit.

/** @type {ReadonlySet<string>} */
export const SUBDOMAIN_PLATFORMS = new Set("altervista.org bearblog.dev beehiiv.com blog.fc2.com blog.hu blogspot.com buttondown.email buzzsprout.com campaign-archive.com canalblog.com cargo.site carrd.co dreamwidth.org firebaseapp.com ghost.io github.io gitlab.io godaddysites.com hashnode.dev hatenablog.com hatenablog.jp hatenadiary.org herokuapp.com home.blog jimdofree.com jimdosite.com libsyn.com livejournal.com locals.com mataroa.blog medium.com micro.blog mystrikingly.com neocities.org netlify.app news.blog notion.site over-blog.com pages.dev podbean.com politics.blog pressroom.example skyrock.com squarespace.com substack.com tumblr.com typepad.com vercel.app web.app webflow.io webnode.com weebly.com wixsite.com wordpress.com write.as yolasite.com".split(' '));

/** @type {ReadonlyMap<string, string>} */
export const SAME_PLATFORM = new Map([
  ["blogspot.ae", "blogspot.com"],
  ["blogspot.al", "blogspot.com"],
  ["blogspot.am", "blogspot.com"],
  ["blogspot.ba", "blogspot.com"],
  ["blogspot.be", "blogspot.com"],
  ["blogspot.bg", "blogspot.com"],
  ["blogspot.bj", "blogspot.com"],
  ["blogspot.ca", "blogspot.com"],
  ["blogspot.cf", "blogspot.com"],
  ["blogspot.ch", "blogspot.com"],
  ["blogspot.cl", "blogspot.com"],
  ["blogspot.co.at", "blogspot.com"],
  ["blogspot.co.id", "blogspot.com"],
  ["blogspot.co.il", "blogspot.com"],
  ["blogspot.co.ke", "blogspot.com"],
  ["blogspot.co.nz", "blogspot.com"],
  ["blogspot.co.uk", "blogspot.com"],
  ["blogspot.co.za", "blogspot.com"],
  ["blogspot.com.ar", "blogspot.com"],
  ["blogspot.com.au", "blogspot.com"],
  ["blogspot.com.br", "blogspot.com"],
  ["blogspot.com.by", "blogspot.com"],
  ["blogspot.com.co", "blogspot.com"],
  ["blogspot.com.cy", "blogspot.com"],
  ["blogspot.com.ee", "blogspot.com"],
  ["blogspot.com.eg", "blogspot.com"],
  ["blogspot.com.es", "blogspot.com"],
  ["blogspot.com.mt", "blogspot.com"],
  ["blogspot.com.ng", "blogspot.com"],
  ["blogspot.com.tr", "blogspot.com"],
  ["blogspot.com.uy", "blogspot.com"],
  ["blogspot.cv", "blogspot.com"],
  ["blogspot.cz", "blogspot.com"],
  ["blogspot.de", "blogspot.com"],
  ["blogspot.dk", "blogspot.com"],
  ["blogspot.fi", "blogspot.com"],
  ["blogspot.fr", "blogspot.com"],
  ["blogspot.gr", "blogspot.com"],
  ["blogspot.hk", "blogspot.com"],
  ["blogspot.hr", "blogspot.com"],
  ["blogspot.hu", "blogspot.com"],
  ["blogspot.ie", "blogspot.com"],
  ["blogspot.in", "blogspot.com"],
  ["blogspot.is", "blogspot.com"],
  ["blogspot.it", "blogspot.com"],
  ["blogspot.jp", "blogspot.com"],
  ["blogspot.kr", "blogspot.com"],
  ["blogspot.li", "blogspot.com"],
  ["blogspot.lt", "blogspot.com"],
  ["blogspot.lu", "blogspot.com"],
  ["blogspot.md", "blogspot.com"],
  ["blogspot.mk", "blogspot.com"],
  ["blogspot.mr", "blogspot.com"],
  ["blogspot.mx", "blogspot.com"],
  ["blogspot.my", "blogspot.com"],
  ["blogspot.nl", "blogspot.com"],
  ["blogspot.no", "blogspot.com"],
  ["blogspot.pe", "blogspot.com"],
  ["blogspot.pt", "blogspot.com"],
  ["blogspot.qa", "blogspot.com"],
  ["blogspot.re", "blogspot.com"],
  ["blogspot.ro", "blogspot.com"],
  ["blogspot.rs", "blogspot.com"],
  ["blogspot.ru", "blogspot.com"],
  ["blogspot.se", "blogspot.com"],
  ["blogspot.sg", "blogspot.com"],
  ["blogspot.si", "blogspot.com"],
  ["blogspot.sk", "blogspot.com"],
  ["blogspot.sn", "blogspot.com"],
  ["blogspot.td", "blogspot.com"],
  ["blogspot.tw", "blogspot.com"],
  ["blogspot.ug", "blogspot.com"],
  ["blogspot.vn", "blogspot.com"],
]);

/** @type {ReadonlySet<string>} */
export const OWN_LABELS = new Set("about api app assets cdn help link m mobile open static support www".split(' '));

/** @type {ReadonlySet<string>} */
export const LITE_LABELS = new Set("m mobile www".split(' '));

/** @type {ReadonlyMap<string, string>} */
export const PLATFORM_ALIASES = new Map([
  ["fb.com", "facebook.com"],
  ["old.reddit.com", "reddit.com"],
  ["telegram.me", "t.me"],
  ["threads.net", "threads.com"],
  ["twitter.com", "x.com"],
]);

/** @type {Map<string, import('../hosted-platforms.js').AccountPath[]>} */
export const PATH_PLATFORMS = new Map([
  ["medium.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "medium.com/{name}", reserved: new Set([]), keepsCase: false },
    { pattern: new RegExp("^(?:/(?<name>[\\w-]+)(?=/|$))", "i"), key: "medium.com/{name}", reserved: new Set("about browse business creators feed jobs m me membership new-story p plans policy r s search tag tags topic topics u".split(' ')), keepsCase: false },
  ]],
  ["substack.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "substack.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["open.substack.com", [
    { pattern: new RegExp("^(?:/pub/(?<name>[\\w-]+)(?=/|$))", "i"), key: "{name}.substack.com", reserved: new Set([]), keepsCase: false },
  ]],
  ["tumblr.com", [
    { pattern: new RegExp("^(?:/(?:blog/view/)?(?<name>[\\w-]+)(?=/|$))", "i"), key: "{name}.tumblr.com", reserved: new Set("about blog dashboard docs explore following help likes login policy privacy register search settings share tagged widgets".split(' ')), keepsCase: false },
  ]],
  ["users.livejournal.com", [
    { pattern: new RegExp("^(?:/(?<name>[\\w-]+)(?=/|$))", "i"), key: "{name}.livejournal.com", reserved: new Set([]), keepsCase: false },
  ]],
  ["sites.google.com", [
    { pattern: new RegExp("^(?:/(?<name>(?:view|site|a/[^/]+)/[^/]+)(?=/|$))", "i"), key: "sites.google.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["blog.naver.com", [
    { pattern: new RegExp("^(?:/(?<name>\\w+)(?=/|$))", "i"), key: "blog.naver.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["note.com", [
    { pattern: new RegExp("^(?:/(?<name>\\w+)(?=/|$))", "i"), key: "note.com/{name}", reserved: new Set("api hashtag info login n search signup topic".split(' ')), keepsCase: false },
  ]],
  ["ameblo.jp", [
    { pattern: new RegExp("^(?:/(?<name>[\\w-]+)(?=/|$))", "i"), key: "ameblo.jp/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["youtube.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "youtube.com/{name}", reserved: new Set([]), keepsCase: false },
    { pattern: new RegExp("^(?:/(?<name>(?:c|user)/[^/]+)(?=/|$))", "i"), key: "youtube.com/{name}", reserved: new Set([]), keepsCase: false },
    { pattern: new RegExp("^(?:/(?<name>channel/[\\w-]+)(?=/|$))", "i"), key: "youtube.com/{name}", reserved: new Set([]), keepsCase: true },
  ]],
  ["rumble.com", [
    { pattern: new RegExp("^(?:/(?<name>(?:c|user)/[^/]+)(?=/|$))", "i"), key: "rumble.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["odysee.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "odysee.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["facebook.com", [
    { pattern: new RegExp("^(?:/(?<name>[\\w.-]+)(?=/|$))", "i"), key: "facebook.com/{name}", reserved: new Set("about business dialog events gaming groups hashtag help home.php l.php login login.php marketplace media notes pages people permalink.php pg photo photo.php photos plugins policies privacy profile.php public reel reels share share.php sharer sharer.php stories story.php video.php watch".split(' ')), keepsCase: false },
  ]],
  ["instagram.com", [
    { pattern: new RegExp("^(?:/(?<name>[\\w.]+)(?=/|$))", "i"), key: "instagram.com/{name}", reserved: new Set("about accounts direct explore legal p reel reels stories tv".split(' ')), keepsCase: false },
  ]],
  ["threads.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "threads.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["x.com", [
    { pattern: new RegExp("^(?:/(?<name>\\w{1,15})(?=/|$))", "i"), key: "x.com/{name}", reserved: new Set("about account compose download explore hashtag home i intent jobs login messages notifications privacy search settings share signup tos".split(' ')), keepsCase: false },
  ]],
  ["t.me", [
    { pattern: new RegExp("^(?:/(?:s/)?(?<name>\\w{4,32})(?=/|$))", "i"), key: "t.me/{name}", reserved: new Set("addemoji addlist addstickers addtheme boost contact invoice joinchat login proxy setlanguage share socks".split(' ')), keepsCase: false },
  ]],
  ["tiktok.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "tiktok.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["bsky.app", [
    { pattern: new RegExp("^(?:/profile/(?<name>[^/]+)(?=/|$))", "i"), key: "bsky.app/profile/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["truthsocial.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "truthsocial.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["flipboard.com", [
    { pattern: new RegExp("^(?:/(?<name>@[^/]+)(?=/|$))", "i"), key: "flipboard.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["reddit.com", [
    { pattern: new RegExp("^(?:/(?<name>(?:r|user)/[^/]+)(?=/|$))", "i"), key: "reddit.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["linkedin.com", [
    { pattern: new RegExp("^(?:/(?<name>(?:in|company|showcase|newsletters)/[^/]+)(?=/|$))", "i"), key: "linkedin.com/{name}", reserved: new Set([]), keepsCase: false },
  ]],
  ["patreon.com", [
    { pattern: new RegExp("^(?:/(?:c/)?(?<name>\\w+)(?=/|$))", "i"), key: "patreon.com/{name}", reserved: new Set("about c creators explore home join login policy posts pricing search signup user".split(' ')), keepsCase: false },
  ]],
  ["vk.com", [
    { pattern: new RegExp("^(?:/(?!(?:wall|photo|video|album|topic|clip|doc|app|note|event|story)-?\\d)(?<name>[\\w.]+)(?=/|$))", "i"), key: "vk.com/{name}", reserved: new Set("about away away.php feed friends groups im login photos search video".split(' ')), keepsCase: false },
  ]],
]);
