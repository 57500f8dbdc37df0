import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CardsModule } from '../cards/index.ts';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { NotesModule } from '../notes/index.ts';
import { BalancesImporter } from './balances-importer.ts';
import { Belongings } from './belongings.ts';
import { ConflictsRepository } from './conflicts.repository.ts';
import { ImportConflicts } from './conflicts.service.ts';
import { ImportMappingEntity } from './entities/import-mapping.entity.ts';
import { ImportLocks } from './import-locks.repository.ts';
import { ImportContexts } from './import-contexts.ts';
import { MoneyRepository } from './money.repository.ts';
import { ImportMoves } from './import-moves.ts';
import { ImportIntake } from './import-intake.ts';
import { ImportRuns } from './import-runs.ts';
import { GroupsRepository } from './groups.repository.ts';
import { ReasonGroups } from './reason-groups.ts';
import { ImportTotals } from './import-totals.ts';
import { ImportSums } from './import-sums.repository.ts';
import { ImportUploads } from './import-uploads.ts';
import { ImportWork } from './import-work.ts';
import { Importers } from './importers.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ImportsService } from './imports.service.ts';
import { ItemsRepository } from './items.repository.ts';
import { KeptItems } from './kept-items.repository.ts';
import { LinesRepository } from './lines.repository.ts';
import { MappingsRepository } from './mappings.repository.ts';
import { ImportMappings } from './mappings.service.ts';
import { MembersImporter } from './members-importer.ts';
import { OpeningBalances } from './opening-balances.ts';
import { ProductsImporter } from './products-importer.ts';
import { PurchaseBooking } from './purchase-booking.ts';
import { PurchaseUndo } from './purchase-undo.ts';
import { PurchasesImporter } from './purchases-importer.ts';
import { Readings } from './readings.ts';
import { RepeatedFiles } from './repeated-files.repository.ts';
import { SecondPerson } from './second-person.ts';
import { RefusedLines } from './refused-lines.ts';
import { RemarkedLines } from './remarked-lines.ts';
import { RemarksRepository } from './remarks.repository.ts';
import { FieldDecisions } from './field-decisions.ts';
import { SharedEmails } from './shared-emails.ts';
import { Staging } from './staging.ts';
import { PersonalImports } from './personal-imports.repository.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ImportMappingEntity]),
    CardsModule,
    ClubModule,
    IdentityModule,
    MembersModule,
    NotesModule,
    PointsModule,
    PurchasesModule,
    TiersModule,
  ],
  controllers: [ImportsController],
  providers: [
    BalancesImporter,
    Belongings,
    ImportSums,
    ImportTotals,
    GroupsRepository,
    ReasonGroups,
    RepeatedFiles,
    KeptItems,
    OpeningBalances,
    SecondPerson,
    PersonalImports,
    ConflictsRepository,
    ImportConflicts,
    ImportContexts,
    ImportIntake,
    ImportLocks,
    ImportMappings,
    ImportMoves,
    ImportRuns,
    ImportUploads,
    ImportWork,
    Importers,
    ImportsRepository,
    ImportsService,
    ItemsRepository,
    LinesRepository,
    MappingsRepository,
    MembersImporter,
    ProductsImporter,
    PurchaseBooking,
    PurchaseUndo,
    PurchasesImporter,
    Readings,
    RefusedLines,
    SharedEmails,
    FieldDecisions,
    RemarkedLines,
    RemarksRepository,
    Staging,
    MoneyRepository,
  ],
})
export class ImportsModule {}
