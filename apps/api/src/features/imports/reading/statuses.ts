import type { StatusMeaning } from '@regulars/contracts';

/** Without case, accents, blanks and signs; WooCommerce writes `wc-completed`. */
const bareStatus = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^wc(?=[a-z]{4})/, '');

/** As shops, web shops and tills write them in the languages around here. */
const words: Record<StatusMeaning, string> = {
  count:
    'paid complete completed fulfilled shipped delivered closed done processing processed settled captured success ' +
    'successful succeeded invoiced invoice sale sold pickedup ' +
    'bezahlt abgeschlossen erledigt versendet versandt geliefert zugestellt ausgeliefert abgeholt verbucht gebucht ' +
    'fertig inbearbeitung verkauf verkauft rechnung ' +
    'zaplaceno zaplacena uhrazeno uhrazena dokonceno dokoncena vyrizeno vyrizena odeslano odeslana doruceno dorucena ' +
    'vyzvednuto vyzvednuta zpracovavase prodej prodano faktura',
  'leave-out':
    'cancelled canceled void voided failed declined expired pending pendingpayment onhold draft checkoutdraft unpaid ' +
    'abandoned trash deleted awaitingpayment ' +
    'storniert storno abgebrochen fehlgeschlagen offen unbezahlt ausstehend entwurf geloscht abgelaufen ' +
    'inwartestellung zahlungausstehend ' +
    'zruseno zrusena stornovano stornovana nezaplaceno nezaplacena neuhrazeno neuhrazena selhalo cekanaplatbu ' +
    'pozastaveno koncept vyprselo',
  return:
    'refunded refund returned return reversed creditnote ' +
    'erstattet ruckerstattet rueckerstattet zuruckerstattet retourniert retoure ruckgabe rueckgabe zuruckgegeben ' +
    'ruckerstattung rueckerstattung erstattung gutschrift gutgeschrieben rucksendung ' +
    'vraceno vracena vracene vraceni vratka refundovano refundovana dobropis',
};

const meanings = new Map(
  Object.entries(words).flatMap(([meaning, list]) =>
    list.split(' ').map((word) => [word, meaning as StatusMeaning] as const),
  ),
);

/** What an order of this status is; null for words that nobody here knows. Lines without a status count. */
export const statusMeaning = (text: string): StatusMeaning | null =>
  text.trim() === '' ? 'count' : (meanings.get(bareStatus(text)) ?? null);

/** One value of a column of statuses. */
export interface StatusValue {
  readonly value: string;
  readonly count: number;
  readonly meaning: StatusMeaning | null;
}

export interface StatusColumn {
  readonly column: string;
  readonly values: readonly StatusValue[];
}

/** A column of more different values is something else. */
const mostValues = 20;
const longestValue = 60;

/** The columns that may hold statuses, with their values, the most frequent first. */
export const statusColumns = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): StatusColumn[] =>
  columns.flatMap((column, at) => {
    if (column === '') return [];
    const counts = countsOf(rows, at);
    if (counts === null || ![...counts.keys()].some((value) => /\p{L}/u.test(value))) return [];
    const values = [...counts]
      .map(([value, count]) => ({ value, count, meaning: statusMeaning(value) }))
      .sort((left, right) => right.count - left.count);
    return [{ column, values }];
  });

const countsOf = (rows: readonly (readonly string[])[], at: number): Map<string, number> | null => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[at]?.trim() ?? '';
    if (value.length > longestValue) return null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > mostValues) return null;
  }
  return counts;
};
