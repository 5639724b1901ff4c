// Written by `source-context extension tables` from server/urls/private_hosts.py. Do not edit.

/** @type {ReadonlySet<string>} */
export const PRIVATE_SUFFIXES = new Set("alt arpa consul corp domain example fritz.box home i2p internal intranet invalid kubernetes lan local localdomain localhost localtest.me lvh.me mail nip.io onion private speedport.ip sslip.io svc test traefik.me ts.net vcap.me workgroup xip.io".split(' '));
