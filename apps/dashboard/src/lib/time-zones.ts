/** What browsers still call by its former name. */
const newNames: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
}
const named = (zone: string) => newNames[zone] ?? zone

export const deviceZone = named(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** All that can be chosen, with one that is chosen already. */
export const zonesWith = (chosen: string) =>
  [...new Set(['UTC', chosen, deviceZone, ...Intl.supportedValuesOf('timeZone').map(named)])].sort()
