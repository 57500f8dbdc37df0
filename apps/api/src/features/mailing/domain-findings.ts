import type { DomainFinding, MailDomain } from '@regulars/contracts';

/** What name servers say about a name. `unanswered`: none of them could tell. */
export interface Lookup<Entry> {
  readonly state: 'found' | 'none' | 'no-such-name' | 'unanswered';
  readonly records: readonly Entry[];
}

export interface DomainRecords {
  readonly mx: Lookup<{ readonly exchange: string; readonly priority: number }>;
  /** All texts of the domain. */
  readonly txt: Lookup<string>;
  /** Texts of the nearest name with a DMARC record: of the domain, else of one above it. */
  readonly dmarc: Lookup<string> & { readonly inherited: boolean };
  /** Selectors with a key, of those that are usual. */
  readonly dkim: Lookup<string>;
}

type Code = DomainFinding['code'];

const states = {
  'mx-found': 'good',
  'mx-missing': 'advice',
  'mx-refuses': 'bad',
  'mx-unanswered': 'unknown',
  'spf-found': 'good',
  'spf-missing': 'bad',
  'spf-several': 'bad',
  'spf-open': 'bad',
  'spf-neutral': 'advice',
  'spf-unanswered': 'unknown',
  'dmarc-found': 'good',
  'dmarc-none': 'advice',
  'dmarc-missing': 'bad',
  'dmarc-invalid': 'bad',
  'dmarc-unanswered': 'unknown',
  'dkim-found': 'good',
  'dkim-unseen': 'unknown',
  'dkim-unanswered': 'unknown',
} as const satisfies Record<Code, DomainFinding['state']>;

const finding = (code: Code, value: string | null = null): DomainFinding => ({
  code,
  state: states[code],
  value,
});

/** What the records of a sender's domain mean for its mails. */
export const judge = (records: DomainRecords): Pick<MailDomain, 'state' | 'findings'> => {
  const { mx, txt, dmarc, dkim } = records;
  if (mx.state === 'no-such-name' && txt.state === 'no-such-name') return { state: 'unknown', findings: [] };
  if ([mx, txt, dmarc, dkim].every(({ state }) => state === 'unanswered'))
    return { state: 'unreachable', findings: [] };
  return { state: 'checked', findings: [judgeMx(mx), judgeSpf(txt), judgeDmarc(dmarc), judgeDkim(dkim)] };
};

const judgeMx = ({ state, records }: DomainRecords['mx']): DomainFinding => {
  if (state === 'unanswered') return finding('mx-unanswered');
  const hosts = records.toSorted((one, other) => one.priority - other.priority);
  // RFC 7505: a single empty name says that the domain takes no mail.
  if (hosts.some(({ exchange }) => exchange === '' || exchange === '.')) return finding('mx-refuses');
  return hosts.length === 0
    ? finding('mx-missing')
    : finding('mx-found', hosts.map(({ exchange }) => exchange).join(', '));
};

/** RFC 7208. */
const judgeSpf = ({ state, records }: Lookup<string>): DomainFinding => {
  if (state === 'unanswered') return finding('spf-unanswered');
  const [record, ...others] = records.filter((text) => /^v=spf1(?: |$)/i.test(text));
  if (record === undefined) return finding('spf-missing');
  if (others.length > 0) return finding('spf-several', [record, ...others].join('\n'));
  const terms = record.toLowerCase().split(/ +/);
  if (terms.some((term) => term === 'all' || term === '+all')) return finding('spf-open', record);
  const ends = terms.some((term) => term === '-all' || term === '~all' || term.startsWith('redirect='));
  return finding(ends ? 'spf-found' : 'spf-neutral', record);
};

/** RFC 7489. */
const judgeDmarc = ({ state, records, inherited }: DomainRecords['dmarc']): DomainFinding => {
  if (state === 'unanswered') return finding('dmarc-unanswered');
  const [record, ...others] = records;
  if (record === undefined) return finding('dmarc-missing');
  const tags = tagsOf(record);
  const policy = (inherited ? tags.get('sp') : undefined) ?? tags.get('p');
  // Receivers ignore all of several records.
  if (others.length > 0 || !['none', 'quarantine', 'reject'].includes(policy ?? ''))
    return finding('dmarc-invalid', records.join('\n'));
  return finding(policy === 'none' ? 'dmarc-none' : 'dmarc-found', record);
};

const judgeDkim = ({ state, records }: Lookup<string>): DomainFinding => {
  if (records.length > 0) return finding('dkim-found', records.join(', '));
  return finding(state === 'unanswered' ? 'dkim-unanswered' : 'dkim-unseen');
};

export const isDmarc = (text: string): boolean => /^v=dmarc1\s*(?:;|$)/i.test(text);

/** A key that was not withdrawn: RFC 6376 withdraws one by an empty `p`. */
export const isDkimKey = (text: string): boolean => Boolean(tagsOf(text).get('p'));

/** `p=none; sp=reject` by name. */
const tagsOf = (record: string): Map<string, string> =>
  new Map(
    record.split(';').map((tag) => {
      const [name = '', ...value] = tag.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim().toLowerCase()];
    }),
  );
