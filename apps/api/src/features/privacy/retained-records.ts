import { Injectable } from '@nestjs/common';
import { bookkeepingEnds, proofEnds, type Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { PersonalData, type Retained, type RetainedKind } from '../../platform/privacy/personal-data.ts';
import { Keyring } from './keyring.ts';
import { PrivacyChoices } from './privacy-choices.ts';
import { RetainedRecordsRepository, type RetainedRow } from './retained-records.repository.ts';

type Choice = Awaited<ReturnType<PrivacyChoices['effective']>>;

interface Gathered {
  readonly from: Instant | null;
  readonly content: Readonly<Record<string, unknown>>;
}

const ends: Record<RetainedKind, (from: Instant, choice: Choice) => Instant | null> = {
  'consent-proof': (from, { consentProofYears, zone }) => proofEnds(from, consentProofYears, zone),
  bookkeeping: (from, { bookkeepingYears, zone }) => bookkeepingEnds(from, bookkeepingYears, zone),
};
const reasons: Record<RetainedKind, (choice: Choice) => string> = {
  'consent-proof': ({ country, consentProofYears }) => `${country}: ${consentProofYears} years`,
  bookkeeping: ({ country, bookkeepingYears }) => `${country}: ${bookkeepingYears} years`,
};

/** Encrypted records that the law requires after an erasure, each until its end date. */
@Injectable()
export class RetainedRecords {
  constructor(
    private readonly records: RetainedRecordsRepository,
    private readonly personal: PersonalData,
    private readonly choices: PrivacyChoices,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the erasure, before it. Throws where something has to be kept and there is no key. */
  async keep(memberId: string): Promise<void> {
    const choice = await this.choices.effective();
    const now = this.clock.now();
    for (const [kind, { from, content }] of gather(await this.personal.retained(memberId))) {
      const until = from === null ? null : ends[kind](from, choice);
      if (until === null || until <= now) continue;
      const id = newId();
      const sealed = this.keyring.seal(content, labelOf(id, kind));
      await this.records.insert({
        id,
        member_id: memberId,
        kind,
        reason: reasons[kind](choice),
        created_at: new Date(now),
        kept_until: new Date(until),
        key_id: sealed.keyId,
        content: sealed.content,
      });
    }
  }

  async of(memberId: string): Promise<RetainedRow[]> {
    return this.records.of(memberId);
  }

  open({ id, kind, key_id: keyId, content }: RetainedRow): Record<string, unknown> {
    return this.keyring.open({ keyId, content }, labelOf(id, kind));
  }

  /** Deletes the records whose time is over. Returns how many it deleted. */
  async sweep(): Promise<number> {
    return this.records.sweep(this.clock.date());
  }
}

const labelOf = (id: string, kind: RetainedKind): string => `${kind} ${id}`;

const gather = (parts: readonly Retained[]): Map<RetainedKind, Gathered> => {
  const gathered = new Map<RetainedKind, Gathered>();
  for (const { kind, from, content } of parts) {
    const known = gathered.get(kind);
    const times = [known?.from, from?.getTime()].filter((time) => typeof time === 'number');
    gathered.set(kind, {
      from: times.length === 0 ? null : Math.max(...times),
      content: { ...known?.content, ...content },
    });
  }
  return gathered;
};
