interface Pattern {
  readonly type: 'text' | 'expression';
  readonly value?: string;
}

/** The reader of the texts, as the compiler calls it. */
declare const plugin: {
  importFiles(given: {
    files: readonly {
      locale: string;
      content: Uint8Array;
      toBeImportedFilesMetadata: { area: string };
    }[];
  }): { variants: readonly { messageBundleId: string; pattern: readonly Pattern[] }[] };
};
export default plugin;
