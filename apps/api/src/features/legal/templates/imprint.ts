import { lineOf, orMark, type Template } from './facts.ts';

const basis = {
  de: { de: 'Angaben nach § 5 DDG', en: 'Information under § 5 DDG', cs: 'Údaje podle § 5 DDG' },
  at: {
    de: 'Angaben nach § 5 ECG und Offenlegung nach § 25 MedienG',
    en: 'Information under § 5 ECG and disclosure under § 25 MedienG',
    cs: 'Údaje podle § 5 ECG a § 25 MedienG',
  },
  cz: {
    de: 'Angaben nach § 435 des tschechischen Bürgerlichen Gesetzbuchs',
    en: 'Information under § 435 of the Czech Civil Code',
    cs: 'Údaje podle § 435 občanského zákoníku',
  },
};

/** What the number is called in German. */
const taxId = { de: 'USt-IdNr.', at: 'UID', cz: 'DIČ' };

export const imprint: Template = {
  de: (facts) => `${basis[facts.country].de}

**${orMark(facts.operator, 'Name und Rechtsform der Firma')}**

${orMark(facts.address, 'Anschrift')}

- Vertreten durch: [… Geschäftsführung]
- E-Mail: ${orMark(facts.email, 'E-Mail-Adresse')}
- Telefon: ${orMark(facts.phone, 'Telefonnummer')}
- Register: ${orMark(facts.register, 'Firmenbuch oder Handelsregister mit Nummer')}
- ${taxId[facts.country]}: ${orMark(facts.taxId, 'Umsatzsteuer-Identifikationsnummer')}
${lineOf('Aufsichtsbehörde', facts.authority)}
## Streitbeilegung

Wir sind nicht verpflichtet und nicht bereit, an einem Verfahren vor einer Schlichtungsstelle für Verbraucher teilzunehmen.
`,
  en: (facts) => `${basis[facts.country].en}

**${orMark(facts.operator, 'name and legal form of the company')}**

${orMark(facts.address, 'address')}

- Represented by: [… management]
- E-mail: ${orMark(facts.email, 'e-mail address')}
- Phone: ${orMark(facts.phone, 'phone number')}
- Register: ${orMark(facts.register, 'company register with number')}
- VAT ID: ${orMark(facts.taxId, 'VAT ID')}
${lineOf('Supervisory authority', facts.authority)}
## Dispute resolution

We are neither obliged nor willing to take part in proceedings before a consumer arbitration board.
`,
  cs: (facts) => `${basis[facts.country].cs}

**${orMark(facts.operator, 'název a právní forma firmy')}**

${orMark(facts.address, 'adresa')}

- Zastoupená: [… jednatel]
- E-mail: ${orMark(facts.email, 'e-mailová adresa')}
- Telefon: ${orMark(facts.phone, 'telefonní číslo')}
- Rejstřík: ${orMark(facts.register, 'obchodní rejstřík a číslo zápisu')}
- DIČ: ${orMark(facts.taxId, 'daňové identifikační číslo')}
${lineOf('Dozorový orgán', facts.authority)}
## Řešení sporů

Spotřebitelské spory lze řešit mimosoudně u [… příslušný orgán, v Česku Česká obchodní inspekce].
`,
};
