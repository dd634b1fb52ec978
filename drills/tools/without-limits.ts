/** One client of a drill or of the bench stands for many visitors: limits that they need not meet. */
export const withoutLimits = {
  VISITOR_MESSAGES_PER_MINUTE: '100000',
  ADDRESS_MESSAGES_PER_MINUTE: '1000000',
  WIDGET_MESSAGES_PER_MINUTE: '10000000',
  VISITOR_REQUESTS_PER_ADDRESS: '100000000',
  SESSION_MAX_MESSAGES: '100000',
}
