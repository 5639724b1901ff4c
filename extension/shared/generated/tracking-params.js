// Written by `source-context extension tables` from server/urls/tracking_params.py. Do not edit.

export const PREFIXES = ["utm_", "hsa_", "bsft_", "spot_im_", "__cft__", "_x_tr_"];

/** @type {ReadonlySet<string>} */
export const NAMES = new Set("__hsfp __hssc __hstc __tn__ __twitter_impression _branch_match_id _branch_referrer _ga _gl _hsenc _hsmi _kx _openstat action_object_map action_ref_map action_type_map amp_gsa amp_js_v at_bbc_team at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4 at_format at_link_id at_link_origin at_link_type at_medium at_ptr_name bbeml ck_subscriber_id cmp cmpid dclid dicbo dm_i dmcid ef_id elqaid elqat elqcampaignid elqtrack elqtrackid epik ex_cid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source fbclid ftag ftcamp gaa_at gaa_n gaa_sig gaa_ts gad_campaignid gad_source gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig hsctatracking icmpid igsh igshid inf_contact_key int_cmp intcmp intcmpid irclickid irgwc itm_audience itm_campaign itm_channel itm_content itm_medium itm_source itm_term ito jsessionid li_fat_id matomo_campaign matomo_kwd mc_cid mc_eid mc_tc mibextid mkt_tok ml_subscriber ml_subscriber_hash msclkid mtm_campaign mtm_cid mtm_content mtm_group mtm_keyword mtm_kwd mtm_medium mtm_placement mtm_source ns_campaign ns_fee ns_linkname ns_mchannel ns_source oborigurl ocid oly_anon_id oly_enc_id omnisendcontactid phpsessid piwik_campaign piwik_kwd pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source rb_clickid ref_src ref_url s_cid s_kwcid sfmc_id smid smprod smtyp soc_src soc_trk spm srsltid ss_email_id tblci ttclid twclid usqp vero_conv vero_id wbraid wickedid wt.mc_ev wt.mc_id wt.nav wt.tsrc wt_mc wt_zmc wtmc xtor xtref yclid ysclid".split(' '));

/** @type {ReadonlySet<string>} */
export const FEED_MARKS = new Set("cid=rss from=rss link=rss partner=rss ref=rss source=rss src=rss track=rss via=rss".split(' '));

/** @type {ReadonlyMap<string, string>} */
export const SITE_NAMES = new Map([
  ["abcnews.go.com", "cid"],
  ["aljazeera.com", "traffic_source"],
  ["aol.com", "ncid"],
  ["asahi.com", "iref ref"],
  ["barrons.com", "mod reflink st siteid"],
  ["bbc.co.uk", "pinned_post_locator pinned_post_asset_id pinned_post_type sthash"],
  ["bbc.com", "pinned_post_locator pinned_post_asset_id pinned_post_type sthash"],
  ["bloomberg.com", "srnd sref leadsource embedded-checkout in_source accesstoken"],
  ["chicagotribune.com", "track"],
  ["cnbc.com", "__source par"],
  ["cnn.com", "sr linkid hpt iid iref eref cid"],
  ["dw.com", "maca"],
  ["economist.com", "fsrc frsc"],
  ["elpais.com", "ssm prm rel event_log"],
  ["engadget.com", "ncid"],
  ["forbes.com", "sh ss cdlcid"],
  ["fortune.com", "xid"],
  ["foxnews.com", "refresh"],
  ["ft.com", "sharetype token segmentid accesstoken"],
  ["huffingtonpost.com", "ncid ir"],
  ["huffpost.com", "ncid ir"],
  ["indiatimes.com", "from"],
  ["latimes.com", "track"],
  ["lemonde.fr", "lmd_medium lmd_campaign lmd_creation lmd_source lmd_link"],
  ["marketwatch.com", "mod reflink link siteid"],
  ["medium.com", "source sk gi"],
  ["nbcnews.com", "icid cid"],
  ["ndtv.com", "pfrom ndtv_rhs"],
  ["newyorker.com", "mbid source bxid cndid esrc hasha hashb hashc _sp"],
  ["nikkei.com", "n_cid"],
  ["npr.org", "ft f sc"],
  ["nytimes.com", "action pgtype module region clicksource hp hpw _r ref rref src contentcollection contentplacement version mtrref assettype gwh gwt emc nl nlid partner referer referringsource smvar te campaign_id instance_id segment_id user_id regi_id searchresultposition unlocked_article_code mcubz ribbon-ad-idx rgrp"],
  ["nzz.ch", "mktcid mktcval"],
  ["politico.com", "lo nname nid nrid nlid cid"],
  ["reuters.com", "taid il feedtype feedname rpc irpc virtualbrandchannel edition-redirect"],
  ["slate.com", "wpisrc via"],
  ["spiegel.de", "sara_ecid sara_ref"],
  ["substack.com", "r s isfreemail triedredirect token showwelcome"],
  ["techcrunch.com", "ncid"],
  ["telegraph.co.uk", "icid li_source li_medium"],
  ["theatlantic.com", "gift taid"],
  ["thedailybeast.com", "via source ref"],
  ["theguardian.com", "acquisitiondata commentpage"],
  ["time.com", "xid iid"],
  ["twitter.com", "s t"],
  ["usatoday.com", "csp gnt-cfr gca-cat gca-uir gca-epti gca-ft gca-ds"],
  ["vanityfair.com", "mbid source bxid cndid esrc hasha hashb hashc _sp"],
  ["washingtonpost.com", "tid itid wpisrc wpmm wpmk hpid noredirect pwapi_token carta-url s_l"],
  ["welt.de", "cid notify"],
  ["wired.com", "mbid source bxid cndid esrc hasha hashb hashc _sp"],
  ["wsj.com", "mod reflink st mg tesla"],
  ["x.com", "s t"],
  ["youtu.be", "si feature"],
  ["youtube.com", "si feature pp ab_channel"],
]);
