import { Injectable } from '@nestjs/common';
import { StaffAccounts } from '../identity/index.ts';

/** The people who can decide. */
@Injectable()
export class Deciders {
  constructor(private readonly staff: StaffAccounts) {}

  async count(): Promise<number> {
    return (await this.staff.leading()).length;
  }
}
