/** The first letter to show for a name; Thai vowels written before their consonant are passed over. */
export const initialOf = (name: string) =>
  name
    .trim()
    .match(/[^\u0E40-\u0E44\s]/u)?.[0]
    ?.toLocaleUpperCase() ?? '·'
