/** The parts of bidi-js that we use: its own types take its CommonJS file for an ES module. */
declare module 'bidi-js' {
  interface Bidi {
    getEmbeddingLevels(text: string, base: 'ltr' | 'rtl'): { readonly levels: Uint8Array }
    getMirroredCharacter(char: string): string | null
  }

  const bidiFactory: () => Bidi

  export = bidiFactory
}
