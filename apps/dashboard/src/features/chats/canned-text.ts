type Names = { visitor: string; member: string; workspace: string }

/**
 * A canned reply with the names in place of `{{visitor.name}}` and the like; what it does not know stays. Where there is
 * no name, the space before its place goes too.
 */
export const filledIn = (text: string, names: Names): string =>
  text.replace(/( ?)\{\{\s*(visitor|member|workspace)\.name\s*\}\}/g, (_, space: string, who: keyof Names) =>
    names[who] === '' ? '' : space + names[who],
  )
