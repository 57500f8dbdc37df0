import { Injectable } from '@nestjs/common';
import { actsForOthers } from './actor.ts';
import { AuditTrail, type Audited } from './audit.ts';
import type { Operation } from '@regulars/contracts';
import type { ClubRequest } from './http/contract.ts';
import { currentTrace } from './log/index.ts';

/** What a successful call did, as far as its request and reply tell. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly reply: Readonly<Record<string, unknown>>;
}
/** Null if nothing has been done yet. */
export type TellCall = (call: Call) => Audited | null;

/** Calls whose audit entry follows from the call itself. The audit feature lists them. */
@Injectable()
export class AuditedCalls {
  readonly #calls = new Map<string, TellCall>();

  constructor(private readonly audit: AuditTrail) {}

  /** `POST /purchases/{id}/returns`. */
  register(endpoint: string, tell: TellCall): void {
    this.#calls.set(endpoint, tell);
  }

  /** In the transaction of the call, if it has one. Members' changes to their own data are not in this log. */
  async note(endpoint: Operation, { user, input }: ClubRequest, reply: unknown): Promise<void> {
    const tell = this.#calls.get(`${endpoint.method} ${endpoint.path}`);
    if (!tell || !user || !actsForOthers(user)) return;
    const told = tell({ ...nothing, ...known({ ...input, reply }) });
    if (told) await this.audit.record(user, { memberId: currentTrace()?.notes.member, ...told });
  }
}

const nothing: Call = { params: {}, query: {}, body: {}, reply: {} };
const known = (all: Record<string, unknown>): Partial<Call> =>
  Object.fromEntries(Object.entries(all).filter(([, part]) => typeof part === 'object' && part !== null));
