import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { Accounts, type Recognised } from './accounts.ts';

export interface Recognition {
  readonly fitting: readonly Recognised[];
}

/** Identifies a person by e-mail and password, for sign-in only. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly accounts: Accounts) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  /**
   * The accounts that match the credentials; the visitor decides which. Not an array, because Nest would spread
   * it.
   */
  async validate(email: string, password: string): Promise<Recognition> {
    return { fitting: await this.accounts.recognise(email, password) };
  }
}
