import { Injectable } from '@nestjs/common';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import type { SealedLine } from './partner-codes.repository.ts';

/** Codes of partners are encrypted by the key of the club, and known by its hash. */
@Injectable()
export class PartnerCodeSeals {
  constructor(
    private readonly key: CodeKey,
    private readonly check: CodeKeyCheck,
  ) {}

  /** `codes`: with their lines. In the transaction that stores them. Throws `code-key-missing`. */
  async seal(codes: ReadonlyMap<string, number>): Promise<SealedLine[]> {
    await this.check.claim();
    const idOf = this.key.ids('partner');
    return [...codes].map(([code, line]) => {
      const id = idOf(code);
      return { id, line, sealed: this.key.seal(code, id) };
    });
  }

  /** Null if it was erased, or if another key encrypted it. */
  open({ id, sealed }: { readonly id: string; readonly sealed: Buffer | null }): string | null {
    return sealed && this.key.open(sealed, id);
  }
}
