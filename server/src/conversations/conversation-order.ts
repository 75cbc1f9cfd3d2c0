/** Effects with this key keep the order of one conversation. */
export const conversationOrder = (conversationId: string) => `conversation:${conversationId}`;
