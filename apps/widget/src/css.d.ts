/** A style sheet as text, minified by the build. */
declare module '*.css' {
  export const css: string
}
