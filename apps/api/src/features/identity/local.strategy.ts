import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { Accounts, type Recognised } from './accounts.ts';

export interface Recognition {
  readonly fitting: readonly Recognised[];
}

/** Recognises a person by e-mail and password, for the sign-in call alone. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly accounts: Accounts) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  /** Whom the credentials fit: which of several it is depends on the visitor. Not an array, for Nest would spread it. */
  async validate(email: string, password: string): Promise<Recognition> {
    return { fitting: await this.accounts.recognise(email, password) };
  }
}
