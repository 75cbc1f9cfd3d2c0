import type { Attachment, Audit, Comment, Ticket } from "../records.ts";

/** A ticket as the API shows it. */
export function presentTicket(ticket: Ticket, origin: string) {
  return {
    ...ticket,
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    encoded_id: `SBX${ticket.id.toString(36).toUpperCase().padStart(4, "0")}`,
    raw_subject: ticket.subject,
    recipient: null,
    organization_id: null,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    fields: ticket.custom_fields,
    sharing_agreement_ids: [],
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
    support_type: "agent",
  };
}

/** An attachment as the API shows it. */
export function presentAttachment(attachment: Attachment, origin: string) {
  const { id, token, file_name, content_type, content } = attachment;
  const content_url = `${origin}/attachments/token/${token}/?name=${encodeURIComponent(file_name)}`;
  return {
    id,
    url: `${origin}/api/v2/attachments/${id}.json`,
    file_name,
    content_url,
    mapped_content_url: content_url,
    content_type,
    size: content.byteLength,
    inline: false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: "not_scanned",
    thumbnails: [],
  };
}

/** A comment as the API shows it. */
export function presentComment(comment: Comment, origin: string) {
  return {
    ...comment,
    plain_body: comment.body,
    attachments: comment.attachments.map((attachment) => presentAttachment(attachment, origin)),
  };
}

/** An audit as the API shows it: the comment is the first of its events. */
export function presentAudit({ comment, ...audit }: Audit, origin: string) {
  const spoken = comment ? [presentComment(comment, origin)] : [];
  return { ...audit, events: [...spoken, ...audit.events] };
}
