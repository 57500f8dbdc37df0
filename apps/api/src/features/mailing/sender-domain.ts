import { Resolver } from 'node:dns/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { MailDomain } from '@regulars/contracts';
import { configToken, type Config } from '../../config.ts';
import { Delivery } from '../../platform/mail/index.ts';
import { isDkimKey, isDmarc, judge, type DomainRecords, type Lookup } from './domain-findings.ts';

/** The whole check. Nobody waits longer for a page. */
const longestMs = 6_000;
const limits = { timeout: 1_500, tries: 2 };

/** Names under which mail servers and providers usually publish their key. No name server lists them. */
const usualSelectors = [
  ...['default', 'dkim', 'mail', 'smtp', 'google', 'selector1', 'selector2', 's1', 's2', 'k1', 'k2', 'fm1'],
  ...['fm2', 'protonmail', 'mailjet', 'brevo1', 'brevo2', 'resend', 'mailo', 'mbo0001', 's1-ionos', 'sig1'],
];

/** What name servers say about the domain that the club's mails come from. */
@Injectable()
export class SenderDomain {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly delivery: Delivery,
  ) {}

  /** Throws nothing: without an answer, the state says so. */
  async check(): Promise<MailDomain> {
    const domain = this.delivery.sender.split('@').at(-1) ?? '';
    if (!isPublic(domain)) return { domain, state: 'none', findings: [] };
    const resolver = new Resolver(limits);
    if (this.config.DNS_SERVERS.length > 0) resolver.setServers(this.config.DNS_SERVERS);
    const questions = new Questions(resolver);
    const limit = setTimeout(() => questions.end(), longestMs);
    try {
      return { domain, ...judge(await recordsOf(domain, questions)) };
    } finally {
      clearTimeout(limit);
    }
  }
}

const isPublic = (domain: string): boolean =>
  /^[^.]+\..+$/.test(domain) && !/\.(?:localhost|local)$/.test(domain);

const recordsOf = async (domain: string, questions: Questions): Promise<DomainRecords> => {
  const [mx, txt, dmarc, dkim] = await Promise.all([
    questions.mx(domain),
    questions.txt(domain),
    dmarcOf(domain, questions),
    dkimOf(domain, questions),
  ]);
  return { mx, txt, dmarc, dkim };
};

/** The record of the domain, else of the nearest name above it, as receivers look for it. */
const dmarcOf = async (domain: string, questions: Questions): Promise<DomainRecords['dmarc']> => {
  const labels = domain.split('.');
  let unanswered = false;
  for (let from = 0; from < labels.length - 1; from += 1) {
    const { state, records } = await questions.txt(`_dmarc.${labels.slice(from).join('.')}`);
    const found = records.filter(isDmarc);
    if (found.length > 0) return { state: 'found', records: found, inherited: from > 0 };
    unanswered ||= state === 'unanswered';
  }
  return { state: unanswered ? 'unanswered' : 'none', records: [], inherited: false };
};

const dkimOf = async (domain: string, questions: Questions): Promise<Lookup<string>> => {
  const answers = await Promise.all(
    usualSelectors.map(async (selector) => ({
      selector,
      ...(await questions.txt(`${selector}._domainkey.${domain}`)),
    })),
  );
  const records = answers.filter((one) => one.records.some(isDkimKey)).map(({ selector }) => selector);
  if (records.length > 0) return { state: 'found', records };
  return { state: answers.every(({ state }) => state === 'unanswered') ? 'unanswered' : 'none', records };
};

/** Questions to name servers, until they end. Afterwards nothing is answered. */
class Questions {
  #ended = false;

  constructor(private readonly resolver: Resolver) {}

  end(): void {
    this.#ended = true;
    this.resolver.cancel();
  }

  mx(name: string): Promise<DomainRecords['mx']> {
    return this.#ask(() => this.resolver.resolveMx(name));
  }

  txt(name: string): Promise<Lookup<string>> {
    return this.#ask(async () => (await this.resolver.resolveTxt(name)).map((parts) => parts.join('')));
  }

  async #ask<Entry>(question: () => Promise<Entry[]>): Promise<Lookup<Entry>> {
    if (this.#ended) return { state: 'unanswered', records: [] };
    try {
      return { state: 'found', records: await question() };
    } catch (error) {
      return { state: stateOf(error), records: [] };
    }
  }
}

const stateOf = (error: unknown): Lookup<never>['state'] => {
  const { code } = error as { code?: unknown };
  if (code === 'ENODATA') return 'none';
  return code === 'ENOTFOUND' ? 'no-such-name' : 'unanswered';
};
