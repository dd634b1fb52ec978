/** What was asked for cannot be done; the message says why and is all that is shown. */
export class Refused extends Error {
  override name = 'Refused'
}
