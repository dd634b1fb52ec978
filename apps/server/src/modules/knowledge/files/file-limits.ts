const mebibyte = 1024 * 1024

/** What a file may hold and unpack to, whatever it says of itself. */
export const fileLimits = {
  zipEntries: 5000,
  /** All that an archive unpacks to, archives in it included. */
  unpackedBytes: 100 * mebibyte,
  /** How many bytes one packed byte may become. Sheets of a spreadsheet reach 60; a bomb has 1,000. */
  unpackRatio: 200,
  /** Below this the ratio says nothing: a sheet of empty cells is small either way. */
  ratioFromBytes: mebibyte,
  entryNameLength: 255,
  /** Documents with charts hold spreadsheets; those hold nothing more. */
  archiveDepth: 1,
  xmlDepth: 200,
  pdfPages: 500,
  sheetColumns: 200,
} as const
