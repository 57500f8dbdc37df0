import { Controller } from '@nestjs/common';
import {
  changeSavedFilter,
  deleteSavedFilter,
  listSavedFilters,
  saveFilter,
  type ReplyOf,
  type SavedFilter,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { SavedFilters } from './saved-filters.ts';

@Controller()
export class SavedFiltersController {
  constructor(private readonly filters: SavedFilters) {}

  @Contract(listSavedFilters)
  async list(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof listSavedFilters>> {
    return { data: await this.filters.list(actor), cursor: { next: null } };
  }

  @Contract(saveFilter)
  async save(
    @Input() { body }: InputOf<typeof saveFilter>,
    @CurrentActor() actor: Actor,
  ): Promise<SavedFilter> {
    return this.filters.save(actor, body);
  }

  @Contract(changeSavedFilter)
  async change(
    @Input() { params, body }: InputOf<typeof changeSavedFilter>,
    @CurrentActor() actor: Actor,
  ): Promise<SavedFilter> {
    return this.filters.change(actor, params.id, body);
  }

  @Contract(deleteSavedFilter)
  async remove(
    @Input() { params }: InputOf<typeof deleteSavedFilter>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.filters.remove(actor, params.id);
  }
}
