import { isDeepStrictEqual } from 'node:util';
import type { Club } from './club.ts';
import { HttpConnection } from './http-connection.ts';
import { Asking } from './paths-of-load.ts';
import { slotsOf } from './slots.ts';

interface Receipt {
  readonly total: object;
  readonly points: { readonly earned: number };
  readonly explanation: readonly { readonly points: number }[];
}

const warmUps = 300;

/** Throws unless both APIs answer the same purchase with the same total, points and grants. Warms both up, too. */
export const assertSameResult = async (club: Club, port: number, otherPort: number): Promise<void> => {
  const [one, other] = [await answerOf(club, port), await answerOf(club, otherPort)];
  if (!isDeepStrictEqual(one, other))
    throw new Error(`The designs differ: ${JSON.stringify(one)}, naive ${JSON.stringify(other)}`);
};

const answerOf = async ({ apiKey, regulars }: Club, port: number): Promise<object> => {
  const asking = new Asking('earn', apiKey);
  const connection = await HttpConnection.open(port);
  try {
    let receipt: Receipt | undefined;
    for (const regular of regulars.slice(-warmUps)) {
      const { status, body } = await asking.send(connection, slotsOf(regular));
      if (status !== 201) throw new Error(`The purchase was answered ${status}: ${body}`);
      receipt = JSON.parse(body) as Receipt;
    }
    if (!receipt) throw new Error('There are no members');
    const { total, points, explanation } = receipt;
    return { total, earned: points.earned, grants: explanation.map((line) => line.points) };
  } finally {
    connection.close();
  }
};
