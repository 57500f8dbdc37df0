import type { DomainFinding } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** What a finding means and what to do, in one sentence or two. */
const texts: Readonly<Record<DomainFinding['code'], (inputs: { domain: string }) => string>> = {
  'mx-found': () => m.mailing_finding_mx_found(),
  'mx-missing': () => m.mailing_finding_mx_missing(),
  'mx-refuses': () => m.mailing_finding_mx_refuses(),
  'mx-unanswered': () => m.mailing_finding_unanswered(),
  'spf-found': () => m.mailing_finding_spf_found(),
  'spf-missing': () => m.mailing_finding_spf_missing(),
  'spf-several': () => m.mailing_finding_spf_several(),
  'spf-open': () => m.mailing_finding_spf_open(),
  'spf-neutral': () => m.mailing_finding_spf_neutral(),
  'spf-unanswered': () => m.mailing_finding_unanswered(),
  'dmarc-found': () => m.mailing_finding_dmarc_found(),
  'dmarc-none': () => m.mailing_finding_dmarc_none(),
  'dmarc-missing': m.mailing_finding_dmarc_missing,
  'dmarc-invalid': () => m.mailing_finding_dmarc_invalid(),
  'dmarc-unanswered': () => m.mailing_finding_unanswered(),
  'dkim-found': () => m.mailing_finding_dkim_found(),
  'dkim-unseen': () => m.mailing_finding_dkim_unseen(),
  'dkim-unanswered': () => m.mailing_finding_unanswered(),
};

const labels = {
  good: m.mailing_domain_good,
  advice: m.mailing_domain_advice,
  bad: m.mailing_domain_bad,
  unknown: m.mailing_domain_unclear,
} satisfies Record<DomainFinding['state'], () => string>;

export const tones = {
  good: 'good',
  advice: 'warn',
  bad: 'bad',
  unknown: 'neutral',
} as const satisfies Record<DomainFinding['state'], string>;

interface FindingWords {
  /** `MX`, `SPF`, `DMARC`, `DKIM`: names that are the same in every language. */
  readonly record: string;
  readonly label: string;
  readonly text: string;
}

export const findingWords = ({ code, state }: DomainFinding, domain: string): FindingWords => ({
  record: (code.split('-')[0] ?? '').toUpperCase(),
  label: labels[state](),
  text: texts[code]({ domain }),
});
