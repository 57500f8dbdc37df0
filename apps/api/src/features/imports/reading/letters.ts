/** A language by the letters that ASCII lacks. */
export interface Letters {
  /** Every text of some lines has them. */
  readonly usual: string;
  /** Names and loanwords have them. */
  readonly rare: string;
  /** How unlikely its people are among the customers of a shop that Regulars is made for. */
  readonly far: number;
}

/** German, Czech and English, and the neighbours that live, travel and buy here. */
export const languages: readonly Letters[] = [
  { usual: 'äöüß', rare: 'éèáàêçôë', far: 0 },
  { usual: 'áčěířšůýžéúťň', rare: 'ďóöüä', far: 0 },
  { usual: 'áčéíľšťžýúô', rare: 'äďĺňóŕö', far: 0.5 },
  { usual: 'ąćęłńóśźż', rare: 'éü', far: 1 },
  { usual: 'áéíóöőüúű', rare: 'ä', far: 1 },
  { usual: 'čšž', rare: 'ćđöü', far: 1 },
  { usual: 'éèêàç', rare: 'âîïôûùëœæñ', far: 1 },
  { usual: 'àèéìòù', rare: 'î', far: 1.5 },
  { usual: 'áéíóúñ', rare: 'üç', far: 1.5 },
  { usual: 'ăâîșțşţ', rare: 'áéöü', far: 2 },
  { usual: 'åäöøæ', rare: 'éüð', far: 2 },
  { usual: 'ãáçéíóú', rare: 'õâêôà', far: 2 },
];

/** What a letter costs that a language has sometimes, and one that it never has. */
const costs = { rare: 1, never: 6 } as const;

export const costIn = ({ usual, rare }: Letters, letter: string): number => {
  const small = letter.toLowerCase();
  return usual.includes(small) ? 0 : rare.includes(small) ? costs.rare : costs.never;
};

/** Signs that people and tills write beside words. */
export const usualSigns = '€£§°–—„“”‚‘’«»·®©½²³×…\u00a0';
