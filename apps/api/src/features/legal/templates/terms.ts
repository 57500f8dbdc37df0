import { expiryWords, orMark, type Template } from './facts.ts';

const law = {
  de: { de: 'deutsches Recht', en: 'German law', cs: 'německým právem' },
  at: { de: 'österreichisches Recht', en: 'Austrian law', cs: 'rakouským právem' },
  cz: { de: 'tschechisches Recht', en: 'Czech law', cs: 'českým právem' },
};

export const terms: Template = {
  de: (facts) => `## 1. Wer den Club betreibt

${facts.club} wird betrieben von ${orMark(facts.operator, 'Name der Firma oder Person')}, ${orMark(facts.address, 'Anschrift')}. Diese Bedingungen regeln deine Mitgliedschaft.

## 2. Mitglied werden

- Mitglied werden können Personen ab [… Mindestalter] Jahren. Die Mitgliedschaft ist kostenlos und persönlich.
- Du wirst Mitglied, indem du dich anmeldest und diese Bedingungen annimmst. Du bekommst sofort eine Karte.
- Eine Person kann nur einmal Mitglied sein. Bitte halte deine Angaben aktuell.

## 3. Punkte sammeln

- Du bekommst Punkte, wenn du beim Einkauf deine Karte zeigst oder deine Nummer nennst. Wie viele, zeigen wir dir in deinem Konto bei jedem Einkauf.
- Keine Punkte gibt es für [… ausgenommene Waren, zum Beispiel Gutscheine und Pfand].
- Hast du die Karte vergessen, kannst du den Einkauf mit dem Beleg innerhalb von 30 Tagen nachtragen.
- Gibst du Ware zurück, ziehen wir die Punkte dafür wieder ab.
- Punkte sind kein Geld. Du kannst sie nicht auszahlen lassen, verkaufen oder auf andere übertragen.

## 4. Punkte einlösen

- Du kannst Punkte gegen die Prämien einlösen, die wir gerade anbieten. Jede Prämie gilt, solange der Vorrat reicht.
- Ein Gutschein für eine Prämie gilt bis zu dem Tag, der auf ihm steht. Solange er nicht benutzt ist, kannst du ihn zurückgeben und bekommst die Punkte wieder. Läuft er ungenutzt ab, bekommst du sie auch wieder, außer bei Eintrittskarten.

## 5. Verfall

${expiryWords(facts, 'de')} Bevor Punkte verfallen, sagen wir dir per E-Mail Bescheid, wenn wir deine bestätigte Adresse haben.

## 6. Deine Karte

Bitte sperre deine Karte oder sag uns Bescheid, wenn du sie verlierst. Für Punkte, die bis dahin eingelöst wurden, haften wir nur, wenn wir es zu vertreten haben.

## 7. Ende der Mitgliedschaft

- Du kannst deine Mitgliedschaft jederzeit ohne Grund in deinem Profil beenden. Du hast dann 14 Tage, um es dir anders zu überlegen und deine Punkte einzulösen.
- Wir können sie mit einer Frist von [… Frist, zum Beispiel zwei Monate] kündigen, bei Missbrauch sofort.
- Beenden wir den Club, sagen wir es dir vorher. Du kannst deine Punkte dann noch [… Frist, zum Beispiel drei Monate] einlösen.

## 8. Änderungen

Ändern wir diese Bedingungen, geben wir dir die neue Fassung mindestens ${facts.noticeDays} Tage vorher bekannt: in deinem Konto, und per E-Mail, wenn wir deine bestätigte Adresse haben. Sie gilt für dich, wenn du sie annimmst. Nimmst du sie nicht an, kannst du deine Mitgliedschaft beenden.

## 9. Widerruf

Du kannst den Vertrag innerhalb von 14 Tagen nach deiner Anmeldung ohne Angabe von Gründen widerrufen. Schreib dafür an ${orMark(facts.email, 'E-Mail-Adresse')} oder beende die Mitgliedschaft in deinem Profil.

## 10. Recht

Es gilt ${law[facts.country].de}. Zwingende Rechte, die du als Verbraucherin oder Verbraucher in deinem Land hast, bleiben dir.
`,
  en: (facts) => `## 1. Who runs the club

${facts.club} is run by ${orMark(facts.operator, 'name of the company or person')}, ${orMark(facts.address, 'address')}. These terms govern your membership.

## 2. Becoming a member

- Anyone aged [… minimum age] or older can become a member. Membership is free and personal.
- You become a member by joining and accepting these terms. You get a card at once.
- Each person can be a member only once. Please keep your details up to date.

## 3. Earning points

- You get points when you show your card or give your number at a purchase. Your account shows how many you got for each purchase.
- There are no points for [… excluded goods, for example gift cards and deposits].
- If you forget your card, you can add the purchase within 30 days with its receipt.
- If you return goods, we take back the points for them.
- Points are not money. They cannot be paid out, sold or passed on to others.

## 4. Redeeming points

- You can redeem points for the rewards that we currently offer. Each reward is available while stocks last.
- A voucher for a reward is valid until the day that it shows. As long as it is unused you can give it back and get your points back. If it expires unused, you get them back too, except for tickets.

## 5. Expiry

${expiryWords(facts, 'en')} Before points expire we tell you by e-mail, if we have your confirmed address.

## 6. Your card

Please block your card or tell us if you lose it. For points that were redeemed until then we are liable only if it was our fault.

## 7. End of the membership

- You can end your membership in your profile at any time without giving a reason. You then have 14 days to change your mind and to redeem your points.
- We can end it with a notice period of [… period, for example two months], and at once in case of abuse.
- If we close the club, we tell you beforehand. You can then redeem your points for another [… period, for example three months].

## 8. Changes

If we change these terms, we announce the new version at least ${facts.noticeDays} days before it takes effect: in your account, and by e-mail if we have your confirmed address. It applies to you once you accept it. If you do not accept it, you can end your membership.

## 9. Withdrawal

You can withdraw from the contract within 14 days of joining without giving a reason. Write to ${orMark(facts.email, 'e-mail address')} or end your membership in your profile.

## 10. Law

${law[facts.country].en.replace(/^./, (first) => first.toUpperCase())} applies. Mandatory rights that you have as a consumer in your country remain yours.
`,
  cs: (facts) => `## 1. Kdo klub provozuje

Klub ${facts.club} provozuje ${orMark(facts.operator, 'název firmy nebo jméno')}, ${orMark(facts.address, 'adresa')}. Tyto podmínky upravují vaše členství.

## 2. Jak se stát členem

- Členem se může stát každý od [… nejnižší věk] let. Členství je bezplatné a osobní.
- Členem se stanete, když se zaregistrujete a přijmete tyto podmínky. Kartu dostanete hned.
- Každý může být členem jen jednou. Udržujte prosím své údaje aktuální.

## 3. Sbírání bodů

- Body získáte, když při nákupu ukážete kartu nebo řeknete své číslo. Kolik bodů to bylo, uvidíte u každého nákupu ve svém účtu.
- Body nezískáte za [… vyloučené zboží, například dárkové poukazy a zálohy].
- Pokud kartu zapomenete, můžete nákup do 30 dnů přidat podle účtenky.
- Když zboží vrátíte, body za ně odečteme.
- Body nejsou peníze. Nelze je vyplatit, prodat ani převést na někoho jiného.

## 4. Uplatnění bodů

- Body můžete vyměnit za odměny, které právě nabízíme. Každá odměna platí do vyčerpání zásob.
- Poukaz na odměnu platí do dne, který je na něm uveden. Dokud jej nepoužijete, můžete ho vrátit a body dostanete zpět. Propadne-li nevyužitý, body dostanete také zpět, kromě vstupenek.

## 5. Platnost bodů

${expiryWords(facts, 'cs')} Než platnost bodů skončí, upozorníme vás e-mailem, pokud máme vaši potvrzenou adresu.

## 6. Vaše karta

Pokud kartu ztratíte, zablokujte ji prosím nebo nám dejte vědět. Za body uplatněné do té doby odpovídáme jen tehdy, pokud jsme to zavinili.

## 7. Konec členství

- Členství můžete kdykoli a bez udání důvodu ukončit ve svém profilu. Pak máte 14 dní na to, abyste si to rozmysleli a body uplatnili.
- My je můžeme vypovědět s lhůtou [… lhůta, například dvou měsíců], při zneužití okamžitě.
- Pokud klub ukončíme, dáme vám to vědět předem. Body pak můžete uplatnit ještě [… lhůta, například tři měsíce].

## 8. Změny

Pokud tyto podmínky změníme, oznámíme vám nové znění nejméně ${facts.noticeDays} dní předtím, než začne platit: ve vašem účtu a také e-mailem, pokud máme vaši potvrzenou adresu. Platí pro vás, když je přijmete. Pokud je nepřijmete, můžete členství ukončit.

## 9. Odstoupení

Od smlouvy můžete do 14 dnů od registrace odstoupit bez udání důvodu. Napište na ${orMark(facts.email, 'e-mailová adresa')} nebo ukončete členství ve svém profilu.

## 10. Právo

Členství se řídí ${law[facts.country].cs}. Práva, která vám jako spotřebiteli ve vaší zemi zaručuje zákon, vám zůstávají.
`,
};
