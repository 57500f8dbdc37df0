const words =
  'summe|gesamt|gesamtsumme|gesamtbetrag|gesamtergebnis|insgesamt|endsumme|total|totals|grand total|sum|subtotal|' +
  'celkem|celková částka|celkový součet|součet|suma|souhrn|úhrn';
/** `Summe: 12`, `TOTAL`, `Celkem 3 × 129,00 Kč`: the word and figures after it, nothing else. */
const sumWord = new RegExp(String.raw`^(?:${words})\s*(?:[:=(].*|[\d.,'’\s€$£x×()-]*(?:kč|eur|czk)?)$`, 'iu');

/** Whether the first filled cell of a line says that it sums up others. */
export const saysSum = (line: readonly string[]): boolean => {
  const first = line.find((cell) => cell.trim() !== '')?.trim() ?? '';
  return first !== '' && first.length <= 60 && sumWord.test(first.normalize('NFC'));
};
