/** An address in its own letters; as it is where it cannot be read so. */
export function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
