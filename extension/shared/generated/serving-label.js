// Written by `source-context extension tables` from server/outlets/resolver.py. Do not edit.

export const SERVING_LABEL = new RegExp("^(?:www\\d?|m|mobile|amp|edition)\\.(?=[^.]+\\.)", "");
