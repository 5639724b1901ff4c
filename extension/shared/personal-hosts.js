/**
 * Which sites are personal by what they are for?
 *
 * A table of our own making: well-known services on which an address alone tells something about the reader, in groups
 * with the reason for each. A host stands for itself and all hosts below it; with a path, for what begins there. It is
 * not complete and need not be: nothing is sent of a page that holds a password field, and nothing without a click or a
 * choice. A few of these sites are rated as outlets too (on health, above all); being personal comes first.
 */

/** @typedef {{reason: string, hosts: string}} PersonalGroup */

/** @type {Record<string, PersonalGroup>} */
export const PERSONAL_GROUPS = {
  mail: {
    reason: 'addresses of single messages, folders and searches in a mailbox',
    hosts: `
      mail.google.com gmail.com inbox.google.com outlook.live.com outlook.office.com outlook.office365.com outlook.com
      hotmail.com mail.yahoo.com mail.yahoo.co.jp mail.aol.com icloud.com/mail mail.proton.me protonmail.com proton.me
      tuta.com tutanota.com mail.tutanota.com app.tuta.com fastmail.com app.fastmail.com hey.com mail.zoho.com
      mail.zoho.eu zoho.com/mail mailbox.org posteo.de runbox.com startmail.com hushmail.com mailfence.com
      navigator-lxa.mail.com navigator.gmx.net navigator.gmx.com gmx.net/mail navigator.web.de mail.ru/inbox e.mail.ru
      light.mail.ru mail.yandex.ru mail.yandex.com mail.rambler.ru mail.163.com mail.126.com mail.qq.com mail.sina.com.cn
      mail.naver.com mail.daum.net mail.nate.com mail.rediff.com mail.libero.it webmail.libero.it mail.virgilio.it
      mail.tiscali.it webmail.aruba.it poczta.o2.pl poczta.wp.pl poczta.onet.pl poczta.interia.pl email.seznam.cz
      messagerie.orange.fr webmail.free.fr messagerie.laposte.net webmail.sfr.fr mail.ukr.net mail.bg freemail.hu
      email.t-online.de mail.1und1.de webmail.strato.de email.ionos.com webmail.gandi.net privateemail.com
      mail.superonline.com webmail.telstra.com mail.bigpond.com mail.btinternet.com mail.comcast.net connect.xfinity.com
      mail.optimum.net mail.cox.net webmail.spectrum.net temp-mail.org 10minutemail.com guerrillamail.com simplelogin.io
      app.simplelogin.io relay.firefox.com`,
  },
  chat: {
    reason: 'addresses of conversations, and of whom they are with',
    hosts: `
      web.whatsapp.com web.telegram.org messages.google.com chat.google.com messenger.com discord.com app.slack.com
      teams.microsoft.com teams.live.com teams.cloud.microsoft signal.group web.skype.com app.element.io
      matrix.to web.wechat.com wx.qq.com web.snapchat.com chat.zalo.me line.me/R viber.com app.threema.ch web.threema.ch
      app.wire.com chat.zoom.us zoom.us meet.google.com meet.jit.si whereby.com webex.com app.gotomeeting.com
      chatgpt.com chat.openai.com claude.ai gemini.google.com copilot.microsoft.com chat.deepseek.com chat.mistral.ai
      character.ai`,
  },
  'social inboxes': {
    reason: 'private messages, notices and saved lists on sites that are public otherwise',
    hosts: `
      facebook.com/messages facebook.com/notifications facebook.com/saved facebook.com/settings facebook.com/events
      facebook.com/groups facebook.com/marketplace instagram.com/direct instagram.com/accounts x.com/messages
      x.com/i/chat x.com/notifications x.com/settings x.com/i/bookmarks twitter.com/messages twitter.com/notifications
      twitter.com/settings linkedin.com/messaging linkedin.com/notifications linkedin.com/mynetwork linkedin.com/jobs
      reddit.com/message reddit.com/notifications reddit.com/settings reddit.com/chat chat.reddit.com
      tiktok.com/messages bsky.app/messages bsky.app/notifications vk.com/im vk.com/feed ok.ru/messages
      threads.com/activity youtube.com/feed studio.youtube.com tumblr.com/messaging mastodon.social/conversations
      mastodon.social/notifications pinterest.com/notifications substack.com/chat quora.com/messages`,
  },
  calendars: {
    reason: 'appointments',
    hosts: `
      calendar.google.com calendar.proton.me calendar.yahoo.com icloud.com/calendar calendar.zoho.com calendly.com
      cal.com doodle.com savvycal.com when2meet.com app.reclaim.ai calendar.notion.so eventbrite.com/mytickets
      partiful.com`,
  },
  documents: {
    reason: 'links that open a document for whoever has them',
    hosts: `
      docs.google.com drive.google.com sheets.google.com slides.google.com forms.gle photos.google.com keep.google.com
      classroom.google.com contacts.google.com script.google.com lookerstudio.google.com colab.research.google.com
      onedrive.live.com 1drv.ms sharepoint.com office.com m365.cloud.microsoft loop.microsoft.com onenote.com
      forms.office.com icloud.com dropbox.com dropboxusercontent.com paper.dropbox.com box.com app.box.com mega.nz
      mega.io pcloud.com wetransfer.com we.tl sync.com drive.proton.me filen.io notion.so app.notion.com coda.io
      airtable.com quip.com evernote.com app.simplenote.com workflowy.com roamresearch.com obsidian.md/publish
      overleaf.com hackmd.io/me etherpad.wikimedia.org cryptpad.fr docsend.com docusign.com docusign.net app.hellosign.com
      adobesign.com trello.com app.asana.com atlassian.net app.clickup.com monday.com linear.app basecamp.com
      app.todoist.com to-do.office.com miro.com figma.com canva.com/design lucid.app app.mural.co github.com/settings
      disk.yandex.ru disk.yandex.com cloud.mail.ru pan.baidu.com yun.139.com`,
  },
  'passwords and log-ins': {
    reason: 'one-time links and tokens, and which accounts somebody has',
    hosts: `
      accounts.google.com myaccount.google.com passwords.google.com myactivity.google.com takeout.google.com
      login.microsoftonline.com login.live.com account.microsoft.com account.live.com mysignins.microsoft.com
      appleid.apple.com account.apple.com idmsa.apple.com login.yahoo.com passport.yandex.ru passport.yandex.com
      id.vk.com auth0.com okta.com oktapreview.com onelogin.com duosecurity.com pingone.com pingidentity.com
      my.1password.com 1password.com bitwarden.com vault.bitwarden.com lastpass.com dashlane.com app.dashlane.com
      keepersecurity.com nordpass.com pass.proton.me account.proton.me roboform.com authy.com haveibeenpwned.com/account
      id.me login.gov accounts.firefox.com signin.aws.amazon.com console.aws.amazon.com console.cloud.google.com
      portal.azure.com`,
  },
  money: {
    reason: 'banks, cards, payments, brokers, taxes: what somebody has, owes and buys',
    hosts: `
      chase.com bankofamerica.com wellsfargo.com citi.com citibank.com usbank.com capitalone.com pnc.com truist.com
      td.com tdbank.com americanexpress.com discover.com ally.com schwab.com fidelity.com vanguard.com etrade.com
      robinhood.com sofi.com chime.com navyfederal.org usaa.com regions.com key.com huntington.com citizensbank.com
      goldmansachs.com marcus.com synchrony.com creditkarma.com annualcreditreport.com experian.com equifax.com
      transunion.com mint.intuit.com turbotax.intuit.com quickbooks.intuit.com hrblock.com paypal.com paypal.me venmo.com
      cash.app zellepay.com wise.com revolut.com n26.com monzo.com starlingbank.com klarna.com affirm.com afterpay.com
      stripe.com squareup.com westernunion.com remitly.com coinbase.com binance.com kraken.com gemini.com blockchain.com
      crypto.com metamask.io barclays.co.uk hsbc.com hsbc.co.uk lloydsbank.com lloydsbank.co.uk natwest.com rbs.co.uk
      santander.co.uk santander.com nationwide.co.uk halifax.co.uk tsb.co.uk firstdirect.com virginmoney.com
      deutsche-bank.de commerzbank.de sparkasse.de dkb.de ing.de ing.com ing.nl comdirect.de postbank.de
      targobank.de hypovereinsbank.de bnpparibas.com mabanque.bnpparibas societegenerale.fr particuliers.sg.fr
      credit-agricole.fr credit-mutuel.fr creditmutuel.fr cic.fr labanquepostale.fr boursobank.com boursorama.com/espace
      caixabank.es bbva.com bbva.es bancosantander.es sabadell.com unicredit.it intesasanpaolo.com bancobpm.it fineco.it
      abnamro.nl rabobank.nl bunq.com kbc.be belfius.be bnpparibasfortis.be ubs.com credit-suisse.com postfinance.ch
      raiffeisen.ch raiffeisen.at erstebank.at bawag.at nordea.com nordea.fi danskebank.dk danskebank.com seb.se
      swedbank.se handelsbanken.se dnb.no pkobp.pl mbank.pl ipko.pl csob.cz kb.cz otpbank.hu sberbank.ru tinkoff.ru
      tbank.ru alfabank.ru vtb.ru privatbank.ua monobank.ua rbcroyalbank.com rbc.com scotiabank.com bmo.com cibc.com
      desjardins.com commbank.com.au westpac.com.au anz.com anz.com.au nab.com.au asb.co.nz kiwibank.co.nz
      hdfcbank.com icicibank.com onlinesbi.sbi sbi.co.in axisbank.com kotak.com paytm.com phonepe.com itau.com.br
      bradesco.com.br nubank.com.br bb.com.br caixa.gov.br mercadopago.com bancolombia.com bancodechile.cl
      standardbank.co.za fnb.co.za absa.co.za capitecbank.co.za nedbank.co.za dbs.com ocbc.com uob.com.sg maybank2u.com.my
      bca.co.id bankmandiri.co.id icbc.com.cn ccb.com boc.cn abchina.com cmbchina.com alipay.com smbc.co.jp mufg.jp
      rakuten-bank.co.jp kbstar.com shinhan.com wooribank.com isbank.com.tr garantibbva.com.tr akbank.com`,
  },
  health: {
    reason: 'illnesses, medicines, appointments and results, and what was searched about them',
    hosts: `
      mychart.com mychart.org myhealth.va.gov myhealthevet.va.gov followmyhealth.com athenahealth.com patientportal.com
      patientgateway.org healow.com zocdoc.com teladoc.com amwell.com mdlive.com plushcare.com hims.com forhers.com
      ro.co nurx.com goodrx.com cvs.com walgreens.com riteaid.com expressscripts.com express-scripts.com optumrx.com
      capsule.com pillpack.com healthcare.gov medicare.gov mymedicare.gov kaiserpermanente.org kp.org uhc.com myuhc.com
      aetna.com cigna.com anthem.com humana.com bcbs.com questdiagnostics.com myquest.questdiagnostics.com labcorp.com
      patient.labcorp.com 23andme.com ancestry.com betterhelp.com talkspace.com headspace.com calm.com sevencups.com
      7cups.com psychologytoday.com plannedparenthood.org crisistextline.org 988lifeline.org samaritans.org
      thetrevorproject.org loveisrespect.org thehotline.org aa.org na.org suicidepreventionlifeline.org rainn.org
      webmd.com healthline.com drugs.com rxlist.com mayoclinic.org medlineplus.gov patient.info patientslikeme.com
      myfitnesspal.com strava.com connect.garmin.com fitbit.com flo.health clue.app patientaccess.com nhs.uk nhsapp.service.nhs.uk
      doctolib.fr doctolib.de doctolib.it ameli.fr monespacesante.fr jameda.de tk.de aok.de barmer.de dak.de netdoktor.de
      1177.se helsenorge.no sundhed.dk kanta.fi mijngezondheid.net zorgdomein.nl practo.com apollo247.com 1mg.com
      myhealthrecord.gov.au medibank.com.au healthengine.com.au`,
  },
  'government log-ins': {
    reason: 'taxes, benefits, courts, visas and identities of single people',
    hosts: `
      irs.gov/account sa.www4.irs.gov ssa.gov/myaccount secure.ssa.gov va.gov/my-va uscis.gov my.uscis.gov
      egov.uscis.gov studentaid.gov usajobs.gov account.usajobs.gov travel.state.gov ceac.state.gov
      tax.service.gov.uk access.service.gov.uk signin.account.gov.uk account.gov.uk universal-credit.service.gov.uk
      impots.gouv.fr cfspart.impots.gouv.fr franceconnect.gouv.fr caf.fr service-public.fr/compte francetravail.fr
      elster.de id.bund.de arbeitsagentur.de bafoeg-digital.de bundid.de digid.nl mijnoverheid.nl belastingdienst.nl
      mijn.belastingdienst.nl itsme-id.com myminfin.be spid.gov.it agenziaentrate.gov.it inps.it clave.gob.es
      sede.agenciatributaria.gob.es seg-social.gob.es acesso.gov.pt portaldasfinancas.gov.pt borger.dk mitid.dk skat.dk
      skatteverket.se bankid.com forsakringskassan.se altinn.no nav.no suomi.fi vero.fi kela.fi eesti.ee epuap.gov.pl
      login.gov.pl gosuslugi.ru nalog.gov.ru diia.gov.ua e-devlet.gov.tr turkiye.gov.tr uidai.gov.in incometax.gov.in
      digilocker.gov.in sso.acesso.gov.br my.gov.au mygov.be ato.gov.au servicesaustralia.gov.au ird.govt.nz
      realme.govt.nz canada.ca/my-account cra-arc.gc.ca singpass.gov.sg iras.gov.sg`,
  },
  'people in search of people': {
    reason: 'dating, faith, sexuality, unions, and work that somebody looks for',
    hosts: `
      tinder.com bumble.com hinge.co okcupid.com match.com pof.com eharmony.com grindr.com badoo.com parship.de
      elitepartner.de lovoo.com feeld.co ashleymadison.com jdate.com shaadi.com bharatmatrimony.com muzz.com fetlife.com
      onlyfans.com pornhub.com xvideos.com xnxx.com xhamster.com chaturbate.com indeed.com glassdoor.com monster.com
      ziprecruiter.com greenhouse.io lever.co myworkdayjobs.com workday.com`,
  },
  'shops, homes and ways': {
    reason: 'orders, bookings and routes: where somebody is, was, or will be',
    hosts: `
      amazon.com/gp amazon.com/your-orders ebay.com/mye ebay.com/sh
      airbnb.com/trips airbnb.com/hosting booking.com/mytrips uber.com lyft.com doordash.com ubereats.com grubhub.com
      instacart.com deliveroo.co.uk maps.google.com google.com/maps maps.apple.com find.apple.com waze.com
      openstreetmap.org/directions my.usps.com informeddelivery.usps.com wwwapps.ups.com nest.com ring.com home.nest.com
      account.xbox.com`,
  },
  searches: {
    reason: 'what somebody looks for stands in the address',
    hosts: `
      google.com/search bing.com/search duckduckgo.com search.yahoo.com search.brave.com ecosia.org/search
      startpage.com qwant.com yandex.com/search baidu.com/s perplexity.ai kagi.com/search
      search.marginalia.nu wolframalpha.com translate.google.com deepl.com`,
  },
};

/** Sites of these names are the same under every country's ending; they stand above with .com. */
export const SAME_EVERYWHERE = /(?<=^|\.)(amazon|ebay|google|yandex)\.(?:com?\.)?[a-z]{2}$/;

/** Labels by which sites serve what belongs to one reader or one company. */
export const PERSONAL_LABELS = new Set(
  `account accounts admin auth bank banking billing calendar cas citrix cpanel dashboard ebanking exchange extranet
  files gateway home-assistant homebanking idp imap inbox internal intra intranet jenkins jira login mail mail2
  meet members my myaccount mychart nas netbanking nextcloud onlinebanking owa owncloud patient patients payments
  phpmyadmin portal profile remote roundcube secure secure2 sharepoint signin sso staff vault vpn webmail wiki-internal
  workspace zimbra`.split(/\s+/),
);

/** First segments of a path at which nearly every site keeps what is one reader's own. */
export const PERSONAL_SEGMENTS = new Set(
  `account accounts login log-in logout signin sign-in signup sign-up oauth oauth2 saml sso auth my-account myaccount
  checkout cart basket orders inbox webmail wp-admin wp-login.php password reset-password password-reset
  forgot-password unsubscribe preferences user-settings`.split(/\s+/),
);
