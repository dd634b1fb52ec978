import pg from 'pg'

type Parse = (text: string) => unknown

const int8 = 20
const int8Array = 1016
const date = 1082
const dateArray = 1182

/** The driver's list of types leaves arrays out. */
const textArrayType: number = 1009
const textArray = (pg.types.getTypeParser as (oid: number) => Parse)(textArrayType) as (
  text: string,
) => (string | null)[]

/** 64-bit integers become numbers where those are exact, bigint beyond. */
function parseInt8(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

const own = new Map<number, Parse>([
  [int8, parseInt8],
  [int8Array, (text) => textArray(text).map((item) => (item === null ? null : parseInt8(item)))],
  // A day has no time zone; the driver would make it midnight of the server's.
  [date, (text) => text],
  [dateArray, textArray],
])

/** Everything else as the driver has it: timestamptz is a Date, json and jsonb are parsed, numeric is a string. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const parse = format === 'binary' ? undefined : own.get(oid)
    return parse ?? pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}
