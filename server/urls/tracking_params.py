"""Which query parameters say how a reader came, and never which article the page holds?

A name is in a table only if we know who adds it and why no site can choose an article by it. When in doubt it stays
out: a parameter kept too many costs a second look-up, one dropped too many merges two articles. Names are compared in
lower case, with ASCII escapes decoded, and also behind `amp;`, the rest of an `&amp;` that a feed has escaped once too
often.

`SITE_NAMES` holds words that are an article's id elsewhere (`cid`, `ref`, `mod`); they go only on the sites named, on
which the path, or another parameter, holds the id. The tables are plain data, so that the extension can be given them.
"""

from __future__ import annotations

from server.urls.parsing import decode_ascii_escapes

# Reserved by their makers for one product; nothing else begins like this.
PREFIXES = (
    "utm_",  # Google Analytics (Urchin): campaign, medium, source, content, term, id, and home-made ones beside them
    "hsa_",  # HubSpot's advertising links
    "bsft_",  # Blueshift, newsletters
    "spot_im_",  # Spot.IM (OpenWeb), comments below an article
    "__cft__",  # Facebook, encrypted feed position, an array
    "_x_tr_",  # Google Translate: from which language into which
)

# Who adds them, and what they say → the names.
NAMES_BY_ORIGIN = {
    "advertising networks and apps: one random token per click": """
        fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid yclid ysclid twclid ttclid
        li_fat_id igshid igsh epik irclickid irgwc rb_clickid tblci dicbo oborigurl ef_id s_kwcid _openstat
        _branch_match_id _branch_referrer wickedid""",
    "Facebook and X: which button or embed was used": """
        fb_action_ids fb_action_types fb_comment_id fb_ref fb_source mibextid action_object_map action_ref_map
        action_type_map ref_src ref_url __twitter_impression __tn__""",
    "Google: tokens that cross domains, the AMP viewer, Extended Access of Google News": """
        _ga _gl usqp amp_js_v amp_gsa gaa_at gaa_n gaa_sig gaa_ts""",
    "newsletters: which mailing, and whose mailbox, which is personal data besides": """
        mc_cid mc_eid mc_tc mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking ml_subscriber ml_subscriber_hash
        ck_subscriber_id vero_id vero_conv oly_anon_id oly_enc_id ss_email_id _kx omnisendcontactid inf_contact_key
        sfmc_id elqtrack elqtrackid elqaid elqat elqcampaignid dm_i bbeml""",
    "web statistics (AT Internet, comScore, Webtrekk, Webtrends, Matomo, Adobe, Alibaba): campaigns and positions": """
        at_medium at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4 at_link_id at_link_type
        at_link_origin at_format at_ptr_name at_bbc_team xtor xtref ns_mchannel ns_source ns_campaign ns_linkname ns_fee
        wt_mc wt_zmc wtmc wt.mc_id wt.mc_ev wt.tsrc wt.nav mtm_campaign mtm_source mtm_medium mtm_keyword mtm_kwd
        mtm_content mtm_cid mtm_group mtm_placement matomo_campaign matomo_kwd pk_campaign pk_source pk_medium
        pk_keyword pk_kwd pk_content pk_cid piwik_campaign piwik_kwd s_cid itm_source itm_medium itm_campaign
        itm_content itm_term itm_channel itm_audience spm""",
    "newsrooms: their own campaign codes, words without another use": """
        cmp cmpid intcmp int_cmp intcmpid icmpid ito ocid smid smtyp smprod ftag ftcamp ex_cid dmcid""",
    "Yahoo and AOL: what the consent page passes on": """
        guccounter guce_referrer guce_referrer_sig soc_src soc_trk""",
    "Java and PHP servers: one reader's session, a secret": """
        jsessionid phpsessid""",
}
NAMES = frozenset(name for names in NAMES_BY_ORIGIN.values() for name in names.split())

# Written by feeds into the links of their own entries. The names alone may be ids; with this value they are not.
FEED_MARKS = frozenset(
    ("ref=rss", "from=rss", "source=rss", "src=rss", "via=rss", "cid=rss", "track=rss", "partner=rss", "link=rss")
)

# By site: the host itself or any parent of it.
SITE_NAMES = {
    # Front-page positions, newsletters, gift links; articles are chosen by path.
    "nytimes.com": """
        action pgtype module region clicksource hp hpw _r ref rref src contentcollection contentplacement version mtrref
        assettype gwh gwt emc nl nlid partner referer referringsource smvar te campaign_id instance_id segment_id
        user_id regi_id searchresultposition unlocked_article_code mcubz ribbon-ad-idx rgrp""",
    "washingtonpost.com": "tid itid wpisrc wpmm wpmk hpid noredirect pwapi_token carta-url s_l",
    "wsj.com": "mod reflink st mg tesla",
    "barrons.com": "mod reflink st siteid",
    "marketwatch.com": "mod reflink link siteid",  # but not `guid`, which is the article
    "bloomberg.com": "srnd sref leadsource embedded-checkout in_source accesstoken",
    "cnn.com": "sr linkid hpt iid iref eref cid",
    "foxnews.com": "refresh",
    "politico.com": "lo nname nid nrid nlid cid",
    "reuters.com": "taid il feedtype feedname rpc irpc virtualbrandchannel edition-redirect",
    "usatoday.com": "csp gnt-cfr gca-cat gca-uir gca-epti gca-ft gca-ds",
    "huffpost.com": "ncid ir",
    "huffingtonpost.com": "ncid ir",
    "techcrunch.com": "ncid",
    "aol.com": "ncid",
    "engadget.com": "ncid",
    "latimes.com": "track",
    "chicagotribune.com": "track",
    "abcnews.go.com": "cid",  # but not `id`, which is the article
    "nbcnews.com": "icid cid",
    "cnbc.com": "__source par",
    "npr.org": "ft f sc",
    "time.com": "xid iid",
    "fortune.com": "xid",
    "slate.com": "wpisrc via",
    "thedailybeast.com": "via source ref",
    "forbes.com": "sh ss cdlcid",
    "theatlantic.com": "gift taid",
    "newyorker.com": "mbid source bxid cndid esrc hasha hashb hashc _sp",
    "wired.com": "mbid source bxid cndid esrc hasha hashb hashc _sp",
    "vanityfair.com": "mbid source bxid cndid esrc hasha hashb hashc _sp",
    "theguardian.com": "acquisitiondata commentpage",
    "bbc.com": "pinned_post_locator pinned_post_asset_id pinned_post_type sthash",
    "bbc.co.uk": "pinned_post_locator pinned_post_asset_id pinned_post_type sthash",
    "ft.com": "sharetype token segmentid accesstoken",
    "economist.com": "fsrc frsc",
    "telegraph.co.uk": "icid li_source li_medium",
    "lemonde.fr": "lmd_medium lmd_campaign lmd_creation lmd_source lmd_link",
    "spiegel.de": "sara_ecid sara_ref",
    "dw.com": "maca",
    "welt.de": "cid notify",
    "nzz.ch": "mktcid mktcval",
    "elpais.com": "ssm prm rel event_log",
    "indiatimes.com": "from",
    "ndtv.com": "pfrom ndtv_rhs",
    "aljazeera.com": "traffic_source",
    "asahi.com": "iref ref",
    "nikkei.com": "n_cid",
    # Platforms: which button was pressed, who recommended it.
    "medium.com": "source sk gi",
    # `post_id` and `publication_id` stay: at substack.com/app-link/post they are the article.
    "substack.com": "r s isfreemail triedredirect token showwelcome",
    "youtube.com": "si feature pp ab_channel",
    "youtu.be": "si feature",
    "x.com": "s t",
    "twitter.com": "s t",
}
_NAMES_BY_SITE = {site: frozenset(names.split()) for site, names in SITE_NAMES.items()}
_NO_NAMES: frozenset[str] = frozenset()


def names_of_site(host: str) -> frozenset[str]:
    """Return the names that carry no article on this host in particular."""
    site = host
    while site:
        if names := _NAMES_BY_SITE.get(site):
            return names
        site = site.partition(".")[2]
    return _NO_NAMES


def is_tracking_param(param: str, site_names: frozenset[str] = _NO_NAMES) -> bool:
    """Whether `param`, one `name=value` of a query, says nothing about which article is meant."""
    lowered = decode_ascii_escapes(param.partition("=")[0]).lower().removeprefix("amp;")
    return (
        lowered in NAMES
        or lowered in site_names
        or lowered.startswith(PREFIXES)
        or param.lower().removeprefix("amp;") in FEED_MARKS
    )
