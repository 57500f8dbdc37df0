import { Injectable } from '@nestjs/common';
import { listOffers, type Offer } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText, Reader } from '../club/index.ts';
import { amountsText } from '../discounts/index.ts';
import { Offers } from './offers.ts';

/** The export of offers with their figures, with names in the reader's language and last days as people read them. */
@Injectable()
export class ExportedOffers {
  constructor(sources: ExportSources, offers: Offers, reader: Reader, club: ClubSettings) {
    sources.register(
      exportedList(listOffers, {
        kind: 'offers',
        page: async (_, query) => {
          const { of } = await reader.wording();
          const { timeZone } = await club.current();
          const list = await offers.list(query);
          return { ...list, data: list.data.map((offer) => named(offer, of, timeZone)) };
        },
        columns: {
          id: (row: NamedOffer) => row.id,
          name: (row) => row.named,
          state: (row) => row.state,
          validFrom: (row) => row.startsAt,
          validUntil: (row) => row.usableUntil,
          offered: (row) => row.figures.offered,
          heldOut: (row) => row.figures.heldOut,
          seen: (row) => row.figures.seen,
          opened: (row) => row.figures.opened,
          activated: (row) => row.figures.activated,
          redeemed: (row) => row.figures.redeemed,
          budget: (row) => amountsText(row.budget),
          budgetSpent: (row) => amountsText(row.budget && row.figures.budgetSpent),
        },
      }),
    );
  }
}

const named = (offer: Offer, of: (texts: Offer['name']) => string, timeZone: string) => ({
  ...offer,
  named: of(offer.name),
  usableUntil: offer.endsAt && lastDayText(offer.endsAt, timeZone),
});
type NamedOffer = ReturnType<typeof named>;
