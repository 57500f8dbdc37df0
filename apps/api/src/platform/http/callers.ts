import { Injectable } from '@nestjs/common';
import passport, { type Strategy } from 'passport';
import type { Actor } from '../actor.ts';

type Decide = (request: object, response: object, next: (error?: unknown) => void) => void;

/**
 * The passport strategies of this application. The package also has one instance for the whole process, but there a
 * second application replaces the strategies of the first.
 */
@Injectable()
export class Callers {
  readonly #passport = new passport.Passport();

  /** Called by strategies in their constructors. */
  use(name: string, strategy: Strategy): void {
    this.#passport.use(name, strategy);
  }

  /** By the first of these strategies that knows the caller; null if none does. */
  recognise(names: readonly string[], request: object): Promise<Actor | null> {
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, caller?: Actor | false | null): void => {
        if (error instanceof Error) reject(error);
        else resolve(caller || null);
      };
      const decide = this.#passport.authenticate([...names], { session: false }, settle) as Decide;
      decide(request, {}, settle);
    });
  }
}
