import type { Looseness } from "./openapi/description.ts";

/** What Zendesk does, by its documentation and its answers, and its description leaves out. */
export const zendeskLooseness: Looseness = {
  suffix: "(?:\\.json)?",
  forgiven: [
    // Most requests' bodies.
    /: request has a body, none is described$/,
    // The audit of what a write changed, beside the ticket; each kind of event in it has its own properties.
    /\/tickets\S* \d+: response\.audit is not described$/,
    /: response\.audit\.events\[\d+\]\.\w+ is not described$/,
    // Both ways to page through a list, and side-loading.
    /: request\.query\.(page|per_page|page\[(size|after|before)\]|sort|include) is not described$/,
    /: response\.(meta|links|next_page|previous_page|count) is not described$/,
    // A search result is a whole ticket or user, not only what they have in common.
    /\/search\S* 200: response\.results\[\d+\]\.\w+ is not described$/,
    // Several files under one token, which expires.
    /\/uploads\S* \d+: request\.query\.token is not described$/,
    /\/uploads\S* \d+: response\.upload\.expires_at is not described$/,
    // One ticket's metric is one, not a list.
    /\/metrics\S* 200: response\.ticket_metric must be array/,
    /\/(automations|custom_statuses)\S* \d+: response\..*\.url is not described$/,
    // Properties that are null until there is something to say.
    /\.(recipient|satisfaction_rating|forum_topic_id|width|height|restriction) must be \w+, is null$/,
    /\.(custom_fields|fields)\[\d+\]\.value must be [\w ]+, is null$/,
    /\.users?(\[\d+\])?\.(email|phone|photo|organization_id|default_group_id|shared_phone_number|last_login_at) must be \w+, is null$/,
  ],
};

/** A duplicate's error names the profile that is there already. */
export const klaviyoLooseness: Looseness = {
  forgiven: [/ 409: response\.errors\[\d+\]\.meta is not described$/],
};

/** Twilio's `uri` and `…_page_uri` are paths on its host, not the absolute addresses that the format asks for. */
export const twilioLooseness: Looseness = { forgiven: [/[._]uri must match format "uri"$/] };
