import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

export const couponEvents = {
  'coupon.changed': event({
    when: 'The club created or changed a coupon.',
    about: 'club',
    data: z.object({ couponId: id }),
    example: { couponId: exampleIds.coupon },
  }),
};
