<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it_IT" sourcelanguage="en_GB">
<context>
    <name>Adder</name>
    <message>
        <source>Attach</source>
        <translation>Allega</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Lascia fuori</translation>
    </message>
    <message>
        <source>then {count} more</source>
        <translation>poi altri {count}</translation>
    </message>
    <message>
        <source>then 1 more</source>
        <translation>poi un altro</translation>
    </message>
</context>
<context>
    <name>ApplicationFormPage</name>
    <message>
        <source>New application</source>
        <translation>Nuova domanda</translation>
    </message>
    <message>
        <source>Application of {firm}</source>
        <translation>Domanda di {firm}</translation>
    </message>
    <message>
        <source>The application of {firm} is saved.</source>
        <translation>La domanda di {firm} è salvata.</translation>
    </message>
    <message>
        <source>The application of {firm} is entered.</source>
        <translation>La domanda di {firm} è registrata.</translation>
    </message>
</context>
<context>
    <name>ApplicationPage</name>
    <message>
        <source>Reasons on paper</source>
        <translation>Stampa i motivi</translation>
    </message>
    <message>
        <source>Open the firm</source>
        <translation>Apri l’impresa</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Motivi</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>In ordine</translation>
    </message>
    <message>
        <source>Beside the kept outcome</source>
        <translation>Confronto con l’esito conservato</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Perché</translation>
    </message>
    <message>
        <source>what keeps it out, and what would change it</source>
        <translation>che cosa la tiene fuori e che cosa cambierebbe</translation>
    </message>
    <message>
        <source>Kept outcome</source>
        <translation>Esito conservato</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Domanda</translation>
    </message>
    <message>
        <source>Back to the mission</source>
        <translation>Torna alla missione</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Precedente</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Successiva</translation>
    </message>
    <message>
        <source>Choose an application</source>
        <translation>Scegli una domanda</translation>
    </message>
    <message>
        <source>No application is open.</source>
        <translation>Nessuna domanda è aperta.</translation>
    </message>
    <message>
        <source>state: {state}</source>
        <translation>stato: {state}</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivata il</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Come</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Comune</translation>
    </message>
    <message>
        <source>Delegates</source>
        <translation>Delegati</translation>
    </message>
    <message>
        <source>Judged as of</source>
        <translation>Valutata al</translation>
    </message>
    <message>
        <source>With all of this in order it would be: {outcome}.</source>
        <translation>Con tutto questo in ordine sarebbe: {outcome}.</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>E se…</translation>
    </message>
    <message>
        <source>{change}. That is enough: it would be {outcome}.</source>
        <translation>{change}. Basta questo: sarebbe {outcome}.</translation>
    </message>
    <message>
        <source>{change}. Not enough: still {outcome}, reasons left: {count}.</source>
        <translation>{change}. Non basta: sarebbe {outcome}, motivi rimasti: {count}.</translation>
    </message>
    <message>
        <source>It was: {outcome}</source>
        <translation>Era: {outcome}</translation>
    </message>
    <message>
        <source>kept for {purpose} on {moment}</source>
        <translation>conservato per {purpose} il {moment}</translation>
    </message>
    <message>
        <source>Judged today it is the same, reason by reason.</source>
        <translation>Valutata oggi è uguale, motivo per motivo.</translation>
    </message>
    <message>
        <source>before: {sentence}</source>
        <translation>prima: {sentence}</translation>
    </message>
</context>
<context>
    <name>ApplicationSheets</name>
    <message>
        <source>Application</source>
        <translation>Domanda</translation>
    </message>
    <message>
        <source>the second counts too, for example 09/09/2021 10:00:05</source>
        <translation>conta anche il secondo, per esempio 09/09/2021 10:00:05</translation>
    </message>
    <message>
        <source>How it arrived</source>
        <translation>Com’è arrivata</translation>
    </message>
    <message>
        <source>Delegates</source>
        <translation>Delegati</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Cognome</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Passaporto</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>Scade il</translation>
    </message>
    <message>
        <source>Add a delegate</source>
        <translation>Aggiungi un delegato</translation>
    </message>
    <message>
        <source>named as in the passport</source>
        <translation>con i nomi del passaporto</translation>
    </message>
    <message>
        <source>What the firm looks for</source>
        <translation>Che cosa cerca l’impresa</translation>
    </message>
    <message>
        <source>Products and notes</source>
        <translation>Prodotti e note</translation>
    </message>
</context>
<context>
    <name>ApplicationsTable</name>
    <message>
        <source>Drafts and withdrawn</source>
        <translation>Bozze e rinunce</translation>
    </message>
    <message>
        <source>they are not judged</source>
        <translation>non si valutano</translation>
    </message>
    <message>
        <source>Eligible</source>
        <translation>Ammissibili</translation>
    </message>
    <message>
        <source>nothing keeps them out</source>
        <translation>niente le tiene fuori</translation>
    </message>
    <message>
        <source>To complete</source>
        <translation>Da integrare</translation>
    </message>
    <message>
        <source>can be mended before the grant</source>
        <translation>si può rimediare prima della concessione</translation>
    </message>
    <message>
        <source>Cannot be verified</source>
        <translation>Non verificabili</translation>
    </message>
    <message>
        <source>data are missing</source>
        <translation>mancano dati per dirlo</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>Non ammissibili</translation>
    </message>
    <message>
        <source>they stay, with the reasons</source>
        <translation>restano nell’elenco con i motivi</translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message>
        <source>Remove</source>
        <translation>Togli</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Salva una copia</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Allega un file</translation>
    </message>
    <message>
        <source>No file is attached. Attach one, or drop it here.</source>
        <translation>Nessun file allegato. Allegane uno, oppure trascinalo qui.</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 pagina</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} pagine</translation>
    </message>
    <message>
        <source>of {day}</source>
        <translation>del {day}</translation>
    </message>
    <message>
        <source>added on {day}</source>
        <translation>aggiunto il {day}</translation>
    </message>
    <message>
        <source>at another desk</source>
        <translation>presso un altro sportello</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>scaduto</translation>
    </message>
    <message>
        <source>Documents and pictures ({suffixes})</source>
        <translation>Documenti e immagini ({suffixes})</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>Lettura di {file}</translation>
    </message>
    <message>
        <source>Attached: {file}.</source>
        <translation>Allegato: {file}.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Salvato: {path}</translation>
    </message>
    <message>
        <source>Removed: {file}.</source>
        <translation>Tolto: {file}.</translation>
    </message>
</context>
<context>
    <name>AttendanceModel</name>
    <message>
        <source>In</source>
        <translation>Entra</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Esce</translation>
    </message>
    <message>
        <source>Min.</source>
        <translation>Min.</translation>
    </message>
    <message>
        <source>N.</source>
        <translation>N.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Quota</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Attestato</translation>
    </message>
    <message>
        <source>Slot {number}</source>
        <translation>Fascia {number}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totale</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>senza nome</translation>
    </message>
    <message>
        <source>no, 1 min short</source>
        <translation>no, manca 1 min</translation>
    </message>
    <message>
        <source>no, {minutes} min short</source>
        <translation>no, mancano {minutes} min</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sì</translation>
    </message>
    <message>
        <source>hour missing</source>
        <translation>manca un’ora</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>assente</translation>
    </message>
</context>
<context>
    <name>CardPane</name>
    <message>
        <source>Give the card’s file to the other desk, then read it these seven words, by telephone or in person: it trusts the card only if they are the same.</source>
        <translation>Dai il file del biglietto all’altro sportello, poi leggigli queste sette parole, al telefono o di persona: si fida solo se sono le stesse.</translation>
    </message>
    <message>
        <source>This desk’s card</source>
        <translation>Il biglietto di questo sportello</translation>
    </message>
    <message>
        <source>public keys, nothing personal</source>
        <translation>chiavi pubbliche, nulla di personale</translation>
    </message>
    <message>
        <source>Write the card’s file</source>
        <translation>Scrivi il file del biglietto</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Scritto: {path}</translation>
    </message>
    <message>
        <source>Card (*.sportello-card)</source>
        <translation>Biglietto (*.sportello-card)</translation>
    </message>
</context>
<context>
    <name>ChangesPane</name>
    <message>
        <source>What changed</source>
        <translation>Che cosa è cambiato</translation>
    </message>
    <message>
        <source>Superseded: {numbers} took its place.</source>
        <translation>Superata: al suo posto c’è {numbers}.</translation>
    </message>
    <message>
        <source>Superseded at desks apart: {numbers} all follow this one.</source>
        <translation>Superata da sportelli separati: {numbers} prendono tutte il suo posto.</translation>
    </message>
    <message>
        <source>Revision {number}, takes the place of {before}.</source>
        <translation>Revisione {number}, prende il posto di {before}.</translation>
    </message>
    <message>
        <source>What it said was erased: what changed cannot be told.</source>
        <translation>Quello che diceva è stato cancellato: non si può dire che cosa è cambiato.</translation>
    </message>
    <message>
        <source>Nothing else changed.</source>
        <translation>Nient’altro è cambiato.</translation>
    </message>
</context>
<context>
    <name>ChildRow</name>
    <message>
        <source>Remove</source>
        <translation>Togli</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Rimetti</translation>
    </message>
</context>
<context>
    <name>ColumnsPane</name>
    <message>
        <source>Sheet</source>
        <translation>Foglio</translation>
    </message>
    <message>
        <source>Where the list is</source>
        <translation>Dove sta l’elenco</translation>
    </message>
    <message>
        <source>Header row</source>
        <translation>Riga delle intestazioni</translation>
    </message>
    <message>
        <source>as you chose the last time</source>
        <translation>come avevi scelto l’ultima volta</translation>
    </message>
    <message>
        <source>What the columns fill</source>
        <translation>Dove vanno le colonne</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonna</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Per esempio</translation>
    </message>
    <message>
        <source>Goes into</source>
        <translation>Va in</translation>
    </message>
    <message>
        <source>Column {header} goes into</source>
        <translation>La colonna {header} va in</translation>
    </message>
    <message>
        <source>Tax code or VAT number</source>
        <translation>Codice fiscale o partita IVA</translation>
    </message>
    <message>
        <source>Province of the REA</source>
        <translation>Provincia del REA</translation>
    </message>
    <message>
        <source>{person}: both names</source>
        <translation>{person}: cognome e nome</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>da nessuna parte</translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message>
        <source>Searching…</source>
        <translation>Cerco…</translation>
    </message>
    <message>
        <source>Commands and records</source>
        <translation>Comandi e risultati</translation>
    </message>
    <message>
        <source>Search or command</source>
        <translation>Cerca o comanda</translation>
    </message>
    <message>
        <source>Firm, person, session, mission, paper or command</source>
        <translation>Impresa, persona, sessione, missione, carta o comando</translation>
    </message>
    <message>
        <source>browse</source>
        <translation>scorri</translation>
    </message>
    <message>
        <source>open or run</source>
        <translation>apri o esegui</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>commands only</source>
        <translation>solo comandi</translation>
    </message>
    <message>
        <source>close</source>
        <translation>chiudi</translation>
    </message>
    <message>
        <source>No command matches “{text}”.</source>
        <translation>Nessun comando corrisponde a «{text}».</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation>Niente corrisponde a «{text}».</translation>
    </message>
    <message>
        <source>This desk does not know the paper with this code.</source>
        <translation>Questo sportello non conosce la carta con questo codice.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandi</translation>
    </message>
    <message>
        <source>Firms</source>
        <translation>Imprese</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Persone</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioni</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Register “{text}”</source>
        <translation>Registra «{text}»</translation>
    </message>
    <message>
        <source>found by: {field}</source>
        <translation>trovata per: {field}</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>On this page</source>
        <translation>In questa pagina</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Vai a</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Crea</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Scambio</translation>
    </message>
    <message>
        <source>Desk and settings</source>
        <translation>Sportello e impostazioni</translation>
    </message>
    <message>
        <source>New firm</source>
        <translation>Nuova impresa</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nuova sessione</translation>
    </message>
    <message>
        <source>New mission</source>
        <translation>Nuova missione</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>Nuova domanda</translation>
    </message>
    <message>
        <source>Answers of a questionnaire</source>
        <translation>Risposte di un questionario</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>Importa elenco</translation>
    </message>
    <message>
        <source>Prepare a file for…</source>
        <translation>Prepara file per…</translation>
    </message>
    <message>
        <source>Decide the conflicts</source>
        <translation>Decidi i conflitti</translation>
    </message>
    <message>
        <source>Look at the doubles</source>
        <translation>Guarda i doppioni</translation>
    </message>
    <message>
        <source>Other desks</source>
        <translation>Altri sportelli</translation>
    </message>
    <message>
        <source>This desk’s card</source>
        <translation>Il biglietto di questo sportello</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Annulla l’ultima modifica</translation>
    </message>
    <message>
        <source>Copy the store now</source>
        <translation>Copia ora l’archivio</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Colori chiari</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Colori scuri</translation>
    </message>
    <message>
        <source>Colours as the system</source>
        <translation>Colori come il sistema</translation>
    </message>
    <message>
        <source>Programmes</source>
        <translation>Programmi</translation>
    </message>
    <message>
        <source>Draft of the programme</source>
        <translation>Bozza del programma</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Tutti i tasti</translation>
    </message>
    <message>
        <source>Choose the mission, then Ctrl+N.</source>
        <translation>Scegli la missione, poi Ctrl+N.</translation>
    </message>
    <message>
        <source>Copied and verified: {path}</source>
        <translation>Copia fatta e verificata: {path}</translation>
    </message>
    <message>
        <source>Copying the store</source>
        <translation>Copio l’archivio</translation>
    </message>
</context>
<context>
    <name>ConflictsPane</name>
    <message>
        <source>Open the firm</source>
        <translation>Apri l’impresa</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidi</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>scegli</translation>
    </message>
    <message>
        <source>decide</source>
        <translation>decidi</translation>
    </message>
    <message>
        <source>later</source>
        <translation>dopo</translation>
    </message>
    <message>
        <source>write another</source>
        <translation>scrivi altro</translation>
    </message>
    <message>
        <source>No open conflict: every field has one value.</source>
        <translation>Nessun conflitto aperto: ogni campo ha un solo valore.</translation>
    </message>
    <message>
        <source>1 open</source>
        <translation>1 aperto</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} aperti</translation>
    </message>
    <message>
        <source>all values stay in the history</source>
        <translation>tutti i valori restano nella storia</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflitti</translation>
    </message>
    <message>
        <source>{count} more come when these are decided.</source>
        <translation>Altri {count} arrivano quando questi sono decisi.</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>più recente</translation>
    </message>
    <message>
        <source>before: {value}</source>
        <translation>prima: {value}</translation>
    </message>
    <message>
        <source>decide later</source>
        <translation>decidi dopo</translation>
    </message>
    <message>
        <source>Choose a value first, by the arrows or by Space.</source>
        <translation>Scegli prima un valore, con le frecce o con Spazio.</translation>
    </message>
    <message>
        <source>{field} of {name}: “{value}”.</source>
        <translation>{field} di {name}: «{value}».</translation>
    </message>
    <message>
        <source>Keep this value</source>
        <translation>Tieni questo valore</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
</context>
<context>
    <name>DesksPane</name>
    <message>
        <source>Desks</source>
        <translation>Sportelli</translation>
    </message>
    <message>
        <source>in any order, late or twice: nothing is lost</source>
        <translation>in qualunque ordine, tardi o due volte: nulla va perso</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Sportello</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Ultimo file</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Da confermare</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Non inviate</translation>
    </message>
    <message>
        <source>never</source>
        <translation>mai</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>dal {day}</translation>
    </message>
    <message>
        <source>regional office</source>
        <translation>ufficio regionale</translation>
    </message>
    <message>
        <source>chamber {code}</source>
        <translation>Camera di {code}</translation>
    </message>
    <message>
        <source>last heard {moment}</source>
        <translation>ultimo file {moment}</translation>
    </message>
    <message>
        <source>In its last file the clock there showed {there}: one of the two clocks is wrong.</source>
        <translation>Nel suo ultimo file l’orologio di là segnava {there}: uno dei due orologi è sbagliato.</translation>
    </message>
    <message>
        <source>Prepare a file</source>
        <translation>Prepara un file</translation>
    </message>
    <message>
        <source>Revoke the trust</source>
        <translation>Revoca la fiducia</translation>
    </message>
    <message>
        <source>Compare and trust</source>
        <translation>Confronta e dai fiducia</translation>
    </message>
    <message>
        <source>Compare the words</source>
        <translation>Confronta le parole</translation>
    </message>
    <message>
        <source>Revoke the trust in {desk}? What it sent stays; nothing more of it is read.</source>
        <translation>Revocare la fiducia a {desk}? Ciò che ha mandato resta; non si legge più nulla di suo.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revoca</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lascia così</translation>
    </message>
    <message>
        <source>{desk} is trusted no more; its card makes it so again.</source>
        <translation>{desk} non è più di fiducia; il suo biglietto la ridà.</translation>
    </message>
</context>
<context>
    <name>DoublesPane</name>
    <message>
        <source>Not the same firm</source>
        <translation>Non sono la stessa</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Più tardi</translation>
    </message>
    <message>
        <source>Merge them</source>
        <translation>Unisci</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>scegli</translation>
    </message>
    <message>
        <source>row</source>
        <translation>riga</translation>
    </message>
    <message>
        <source>later</source>
        <translation>dopo</translation>
    </message>
    <message>
        <source>No double waits: each code belongs to one firm.</source>
        <translation>Nessun doppione in attesa: ogni codice è di una sola impresa.</translation>
    </message>
    <message>
        <source>Sessions and applications of both are read under the one that stays; the other’s number leads there. It can be parted again.</source>
        <translation>Sessioni e domande di tutte e due si leggono sotto quella che resta; l’altra rimanda lì. Si possono separare di nuovo.</translation>
    </message>
    <message>
        <source>{place} of {total}</source>
        <translation>{place} di {total}</translation>
    </message>
    <message>
        <source>same code {code}</source>
        <translation>stesso codice {code}</translation>
    </message>
    <message>
        <source>{count} more with this code</source>
        <translation>altre {count} con questo codice</translation>
    </message>
    <message>
        <source>Is this one firm?</source>
        <translation>È la stessa impresa?</translation>
    </message>
    <message>
        <source>Which one stays</source>
        <translation>Quale resta</translation>
    </message>
    <message>
        <source>registered on {day}</source>
        <translation>registrata il {day}</translation>
    </message>
    <message>
        <source>Choose the firm that stays.</source>
        <translation>Scegli l’impresa che resta.</translation>
    </message>
    <message>
        <source>“{name}” stays; a field without a choice keeps its value.</source>
        <translation>Resta «{name}»; un campo senza scelta tiene il suo valore.</translation>
    </message>
    <message>
        <source>Choose the firm that stays, by the arrows.</source>
        <translation>Scegli l’impresa che resta, con le frecce.</translation>
    </message>
    <message>
        <source>“{gone}” is merged into “{name}”.</source>
        <translation>«{gone}» è unita a «{name}».</translation>
    </message>
    <message>
        <source>Noted at this desk: they are two firms.</source>
        <translation>Annotato a questo sportello: sono due imprese.</translation>
    </message>
</context>
<context>
    <name>Everywhere</name>
    <message>
        <source>search or command</source>
        <translation>cerca o comanda</translation>
    </message>
    <message>
        <source>next pane</source>
        <translation>riquadro seguente</translation>
    </message>
    <message>
        <source>previous pane</source>
        <translation>riquadro precedente</translation>
    </message>
    <message>
        <source>previous page</source>
        <translation>pagina precedente</translation>
    </message>
    <message>
        <source>cancel the running task</source>
        <translation>interrompi l’operazione in corso</translation>
    </message>
    <message>
        <source>undo the last change</source>
        <translation>annulla l’ultima modifica</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>tutti i tasti</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>Exchange</source>
        <translation>Scambio</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>go to it</source>
        <translation>vai lì</translation>
    </message>
    <message>
        <source>next pane</source>
        <translation>riquadro seguente</translation>
    </message>
    <message>
        <source>{count} files to read</source>
        <translation>{count} file da leggere</translation>
    </message>
    <message>
        <source>1 file to read</source>
        <translation>1 file da leggere</translation>
    </message>
    <message>
        <source>{count} put aside</source>
        <translation>{count} messi da parte</translation>
    </message>
    <message>
        <source>1 put aside</source>
        <translation>1 messo da parte</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Apri un file</translation>
    </message>
    <message>
        <source>Prepare a file for…</source>
        <translation>Prepara file per…</translation>
    </message>
    <message>
        <source>no file to read</source>
        <translation>nessun file da leggere</translation>
    </message>
    <message>
        <source>{name} brings nothing: it was written here, or is known already.</source>
        <translation>{name} non porta nulla: è stato scritto qui, o è già conosciuto.</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>Da leggere</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Da decidere</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Messi da parte</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>Sportelli</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Già applicati</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Mandati</translation>
    </message>
    <message>
        <source>Card of {desk}</source>
        <translation>Biglietto di {desk}</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>non ancora guardato</translation>
    </message>
    <message>
        <source>1 open</source>
        <translation>1 aperto</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} aperti</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflitti</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 in attesa</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} in attesa</translation>
    </message>
    <message>
        <source>Doubles</source>
        <translation>Doppioni</translation>
    </message>
    <message>
        <source>{count} trusted</source>
        <translation>{count} di fiducia</translation>
    </message>
    <message>
        <source>1 trusted</source>
        <translation>1 di fiducia</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ancora nessuno</translation>
    </message>
    <message>
        <source>Other desks</source>
        <translation>Altri sportelli</translation>
    </message>
    <message>
        <source>seven words to compare</source>
        <translation>sette parole da confrontare</translation>
    </message>
    <message>
        <source>was here already</source>
        <translation>c’era già tutto</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>annullato</translation>
    </message>
    <message>
        <source>Show this desk’s card</source>
        <translation>Mostra il biglietto di questo sportello</translation>
    </message>
    <message>
        <source>No desk is trusted yet: exchange your cards first.</source>
        <translation>Nessuno sportello è ancora di fiducia: prima scambiatevi i biglietti.</translation>
    </message>
    <message>
        <source>Files of the exchange (*.sportello *.sportello-card)</source>
        <translation>File di scambio (*.sportello *.sportello-card)</translation>
    </message>
</context>
<context>
    <name>ExchangeWords</name>
    <message>
        <source>{what}: in the register</source>
        <translation>{what}: nel registro</translation>
    </message>
    <message>
        <source>stays in the register</source>
        <translation>resta nel registro</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>tolta</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>nessuna modifica</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 modifica</translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation>{count} modifiche</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflitto</translation>
    </message>
    <message>
        <source>{count} conflicts</source>
        <translation>{count} conflitti</translation>
    </message>
    <message>
        <source>Here, {desk}</source>
        <translation>Qui, {desk}</translation>
    </message>
    <message>
        <source>From {desk}</source>
        <translation>Da {desk}</translation>
    </message>
    <message>
        <source>another desk</source>
        <translation>un altro sportello</translation>
    </message>
</context>
<context>
    <name>FilePane</name>
    <message>
        <source>File for {desk}</source>
        <translation>File per {desk}</translation>
    </message>
    <message>
        <source>File from {desk}</source>
        <translation>File da {desk}</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Leggo il file</translation>
    </message>
    <message>
        <source>prepared by {operator} on {moment}</source>
        <translation>preparato da {operator} il {moment}</translation>
    </message>
    <message>
        <source>You can undo the whole file later too: what was changed since stays.</source>
        <translation>Puoi annullare tutto il file anche dopo: le modifiche fatte nel frattempo restano.</translation>
    </message>
    <message>
        <source>Nothing has changed so far.</source>
        <translation>Finora nulla è cambiato.</translation>
    </message>
    <message>
        <source>All of it is here already: applying it only confirms that.</source>
        <translation>Qui c’è già tutto: applicarlo lo conferma soltanto.</translation>
    </message>
    <message>
        <source>Apply the file</source>
        <translation>Applica il file</translation>
    </message>
    <message>
        <source>Apply {what}</source>
        <translation>Applica {what}</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Metti da parte</translation>
    </message>
    <message>
        <source>{desk}, key known since {day}</source>
        <translation>{desk}, chiave nota dal {day}</translation>
    </message>
    <message>
        <source>part {part} of {parts}</source>
        <translation>parte {part} di {parts}</translation>
    </message>
    <message>
        <source>Nothing missing</source>
        <translation>Nessun file mancante</translation>
    </message>
    <message>
        <source>it goes on from what is here</source>
        <translation>segue ciò che c’è già</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>Manca qualcosa</translation>
    </message>
    <message>
        <source>addressed to {desk}</source>
        <translation>destinatario {desk}</translation>
    </message>
    <message>
        <source>Signature valid</source>
        <translation>Firma valida</translation>
    </message>
    <message>
        <source>For this desk</source>
        <translation>È per questo sportello</translation>
    </message>
    <message>
        <source>Content whole</source>
        <translation>Contenuto intero</translation>
    </message>
    <message>
        <source>conflicts to decide, all values stay</source>
        <translation>conflitti da decidere, tutti i valori restano</translation>
    </message>
    <message>
        <source>conflict to decide, both values stay</source>
        <translation>conflitto da decidere, i due valori restano</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>già presenti</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>restano in attesa</translation>
    </message>
    <message>
        <source>goes in by itself</source>
        <translation>entra da sola</translation>
    </message>
    <message>
        <source>go in by themselves</source>
        <translation>entrano da sole</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>aspetta</translation>
    </message>
    <message>
        <source>Of {total} changes {new} go in; they touch {what}.</source>
        <translation>Di {total} modifiche ne entrano {new}: toccano {what}.</translation>
    </message>
    <message>
        <source>{new} of {total} changes go in, those to decide included; they touch {what}.</source>
        <translation>Di {total} modifiche ne entrano {new}, anche quelle da decidere: toccano {what}.</translation>
    </message>
    <message>
        <source>Of {total} changes 1 goes in; it touches {what}.</source>
        <translation>Di {total} modifiche ne entra 1: tocca {what}.</translation>
    </message>
    <message>
        <source>All {total} changes go in; they touch {what}.</source>
        <translation>Entrano tutte e {total} le modifiche: toccano {what}.</translation>
    </message>
    <message>
        <source>It touches {what}.</source>
        <translation>Tocca {what}.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Destinatario</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordine</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Contenuto</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>non superato</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>controllo non fatto</translation>
    </message>
    <message>
        <source>cannot be accepted</source>
        <translation>non si può accettare</translation>
    </message>
    <message>
        <source>Nothing of it was read into the register.</source>
        <translation>Niente di questo file è entrato nel registro.</translation>
    </message>
    <message>
        <source>The file is not at hand: drop it on the window again to read it.</source>
        <translation>Il file non è a portata di mano: trascinalo di nuovo sulla finestra per leggerlo.</translation>
    </message>
    <message>
        <source>What it holds is kept here and goes in by itself, as soon as it can.</source>
        <translation>Ciò che contiene è conservato qui ed entra da sé, appena può.</translation>
    </message>
    <message>
        <source>Applying the file</source>
        <translation>Applico il file</translation>
    </message>
    <message>
        <source>Applied: {changes}, {conflicts} to decide.</source>
        <translation>Applicato: {changes}, {conflicts} da decidere.</translation>
    </message>
    <message>
        <source>Decide the conflicts</source>
        <translation>Decidi i conflitti</translation>
    </message>
    <message>
        <source>Applied: {changes}.</source>
        <translation>Applicato: {changes}.</translation>
    </message>
    <message>
        <source>All of it was here already: nothing has changed.</source>
        <translation>C’era già tutto: nulla è cambiato.</translation>
    </message>
    <message>
        <source>Put aside.</source>
        <translation>Messo da parte.</translation>
    </message>
    <message>
        <source>Refused: nothing has changed.</source>
        <translation>Rifiutato: nulla è cambiato.</translation>
    </message>
    <message>
        <source>Undone in part: {count} records were changed since and stay.</source>
        <translation>Annullato in parte: {count} schede sono cambiate dopo e restano.</translation>
    </message>
    <message>
        <source>Undone: what the file brought is as it was before.</source>
        <translation>Annullato: ciò che il file aveva portato è com’era prima.</translation>
    </message>
    <message>
        <source>Undoing the file</source>
        <translation>Annullo il file</translation>
    </message>
    <message>
        <source>Applied: {changes}, {conflicts} found.</source>
        <translation>Applicato: {changes}, {conflicts}.</translation>
    </message>
    <message>
        <source>Applied and undone: {changes}.</source>
        <translation>Applicato e annullato: {changes}.</translation>
    </message>
    <message>
        <source>Undo the whole file</source>
        <translation>Annulla tutto il file</translation>
    </message>
    <message>
        <source>Apply the rest</source>
        <translation>Applica il resto</translation>
    </message>
    <message>
        <source>What was changed since stays when the file is undone.</source>
        <translation>Annullando il file, ciò che è cambiato dopo resta.</translation>
    </message>
    <message>
        <source>and {count} changes more</source>
        <translation>e altre {count} modifiche</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>Che cosa ha cambiato</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Scheda</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Che cosa</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Chi</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>tolta</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuova</translation>
    </message>
    <message>
        <source>Sent: {changes}.</source>
        <translation>Mandato: {changes}.</translation>
    </message>
    <message>
        <source>{desk} has confirmed all that is here.</source>
        <translation>{desk} ha confermato tutto ciò che c’è qui.</translation>
    </message>
    <message>
        <source>{desk} has not confirmed {changes} yet; the next file carries them.</source>
        <translation>{desk} non ha ancora confermato {changes}; il prossimo file le riporta.</translation>
    </message>
</context>
<context>
    <name>FirmDetail</name>
    <message>
        <source>Parts of the firm&apos;s sheet</source>
        <translation>Parti della scheda</translation>
    </message>
    <message>
        <source>formerly {names}</source>
        <translation>prima {names}</translation>
    </message>
    <message>
        <source>with what was registered as {names}</source>
        <translation>con ciò che era registrato come {names}</translation>
    </message>
    <message>
        <source>to confirm</source>
        <translation>da confermare</translation>
    </message>
    <message>
        <source>{count} conflicts</source>
        <translation>{count} conflitti</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflitto</translation>
    </message>
    <message>
        <source>1 fact to verify</source>
        <translation>1 dato da verificare</translation>
    </message>
    <message>
        <source>{count} facts to verify</source>
        <translation>{count} dati da verificare</translation>
    </message>
    <message>
        <source>Tax code and VAT number</source>
        <translation>Codice fiscale e P. IVA</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Referente</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Riepilogo</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Calcolo</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Allegati</translation>
    </message>
</context>
<context>
    <name>FirmFormPage</name>
    <message>
        <source>New firm</source>
        <translation>Nuova impresa</translation>
    </message>
    <message>
        <source>Similar firms</source>
        <translation>Imprese simili</translation>
    </message>
    <message>
        <source>you can go on</source>
        <translation>puoi proseguire</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>“{name}” is registered.</source>
        <translation>«{name}» è registrata.</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>«{name}» è salvata.</translation>
    </message>
    <message>
        <source>It has the same code as “{other}”: the two wait under Exchange, Doubles.</source>
        <translation>Ha lo stesso codice di «{other}»: le due attendono in Scambio, Doppioni.</translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>Confronta</translation>
    </message>
    <message>
        <source>They appear here while you type the name or a code.</source>
        <translation>Compaiono qui mentre scrivi il nome o un codice.</translation>
    </message>
    <message>
        <source>None in the register.</source>
        <translation>Nessuna nel registro.</translation>
    </message>
    <message>
        <source>Open “{name}”</source>
        <translation>Apri «{name}»</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>campo seguente</translation>
    </message>
    <message>
        <source>next sheet</source>
        <translation>foglio seguente</translation>
    </message>
    <message>
        <source>save</source>
        <translation>salva</translation>
    </message>
    <message>
        <source>1 similar firm, below</source>
        <translation>1 impresa simile, sotto</translation>
    </message>
    <message>
        <source>{count} similar firms, below</source>
        <translation>{count} imprese simili, sotto</translation>
    </message>
</context>
<context>
    <name>FirmList</name>
    <message>
        <source>Firms</source>
        <translation>Imprese</translation>
    </message>
    <message>
        <source>Name, code, town, PEC, phone, person</source>
        <translation>Nome, codice, comune, PEC, tel., persona</translation>
    </message>
    <message>
        <source>search</source>
        <translation>cerca</translation>
    </message>
    <message>
        <source>browse</source>
        <translation>scorri</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>modifica</translation>
    </message>
    <message>
        <source>nearest first</source>
        <translation>le più vicine per prime</translation>
    </message>
    <message>
        <source>the first {count}</source>
        <translation>le prime {count}</translation>
    </message>
    <message>
        <source>{found} of {total}</source>
        <translation>{found} su {total}</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>per nome</translation>
    </message>
    <message>
        <source>by town</source>
        <translation>per comune</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tutte</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Ordine dell’elenco</translation>
    </message>
    <message>
        <source>Which firms the list shows</source>
        <translation>Quali imprese mostra l’elenco</translation>
    </message>
    <message>
        <source>All firms</source>
        <translation>Tutte le imprese</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Settore</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Provincia</translation>
    </message>
    <message>
        <source>found by: a similar spelling</source>
        <translation>trovata per: nome simile</translation>
    </message>
    <message>
        <source>found by: {field}</source>
        <translation>trovata per: {field}</translation>
    </message>
    <message>
        <source>found by: {field} “{said}”</source>
        <translation>trovata per: {field} «{said}»</translation>
    </message>
    <message>
        <source>1 firm</source>
        <translation>1 impresa</translation>
    </message>
    <message>
        <source>{count} firms</source>
        <translation>{count} imprese</translation>
    </message>
</context>
<context>
    <name>FirmMeasures</name>
    <message>
        <source>How it is worked out</source>
        <translation>Come si calcola</translation>
    </message>
    <message>
        <source>Size and aid</source>
        <translation>Dimensione e aiuti</translation>
    </message>
    <message>
        <source>as of {day}</source>
        <translation>al {day}</translation>
    </message>
    <message>
        <source>It is no enterprise: size and contributions are not measured.</source>
        <translation>Non è un’impresa: dimensione e contributi non si misurano.</translation>
    </message>
    <message>
        <source>Size: not measured</source>
        <translation>Dimensione: non si misura</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>Dimensione: {size}</translation>
    </message>
    <message>
        <source>Year {year}: staff {staff}, turnover {turnover}, balance sheet {balance}.</source>
        <translation>Esercizio {year}: effettivi {staff}, fatturato {turnover}, totale di bilancio {balance}.</translation>
    </message>
    <message>
        <source>De minimis: not known</source>
        <translation>De minimis: non noto</translation>
    </message>
    <message>
        <source>De minimis: {residual} left of {ceiling}</source>
        <translation>De minimis: residuo {residual} su {ceiling}</translation>
    </message>
    <message>
        <source>Used {used} from {first} to {last}, Reg. (EU) {regulation}.</source>
        <translation>Usati {used} dal {first} al {last}, Reg. (UE) {regulation}.</translation>
    </message>
    <message>
        <source>More room from {day}.</source>
        <translation>Torna spazio dal {day}.</translation>
    </message>
    <message>
        <source>Nothing is known here of the aid of: {names}.</source>
        <translation>Qui non si sa nulla degli aiuti di: {names}.</translation>
    </message>
    <message>
        <source>Linked abroad, not counted: {names}.</source>
        <translation>Collegate all’estero, fuori dal conto: {names}.</translation>
    </message>
    <message>
        <source>Linked through people, not counted by practice, to verify: {names}.</source>
        <translation>Collegate tramite persone fisiche, per prassi fuori dal conto, da verificare: {names}.</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>Dichiarazione</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Che cosa dice</translation>
    </message>
    <message>
        <source>Declarations and their validity</source>
        <translation>Dichiarazioni e loro validità</translation>
    </message>
    <message>
        <source>Declarations</source>
        <translation>Dichiarazioni</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Dimensione</translation>
    </message>
    <message>
        <source>De minimis</source>
        <translation>De minimis</translation>
    </message>
</context>
<context>
    <name>FirmPicker</name>
    <message>
        <source>Name, code, town, person</source>
        <translation>Nome, codice, comune, persona</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>No firm answers “{text}”.</source>
        <translation>Nessuna impresa corrisponde a «{text}».</translation>
    </message>
    <message>
        <source>Register it among the firms first.</source>
        <translation>Registrala prima fra le imprese.</translation>
    </message>
</context>
<context>
    <name>FirmSheets</name>
    <message>
        <source>Who and where</source>
        <translation>Chi e dove</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>Chi è</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>Edizione</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dove</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Civico</translation>
    </message>
    <message>
        <source>How to reach it</source>
        <translation>Come la raggiungi</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Attività</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Che cosa fa</translation>
    </message>
    <message>
        <source>In its own words</source>
        <translation>Come si presenta</translation>
    </message>
    <message>
        <source>for the catalogue and the papers abroad</source>
        <translation>per il catalogo e le carte per l’estero</translation>
    </message>
    <message>
        <source>Where the data come from</source>
        <translation>Da dove vengono i dati</translation>
    </message>
    <message>
        <source>People and sites</source>
        <translation>Persone e sedi</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Persone</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Aggiungi una persona</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sedi</translation>
    </message>
    <message>
        <source>Prov.</source>
        <translation>Prov.</translation>
    </message>
    <message>
        <source>Add a site</source>
        <translation>Aggiungi una sede</translation>
    </message>
    <message>
        <source>operating sites and local units</source>
        <translation>sedi operative e unità locali</translation>
    </message>
    <message>
        <source>Accounts and aid</source>
        <translation>Bilanci e aiuti</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Bilanci</translation>
    </message>
    <message>
        <source>Add a year</source>
        <translation>Aggiungi un esercizio</translation>
    </message>
    <message>
        <source>approved years, in euro</source>
        <translation>esercizi approvati, in euro</translation>
    </message>
    <message>
        <source>De minimis aid</source>
        <translation>Aiuti de minimis</translation>
    </message>
    <message>
        <source>Add an aid</source>
        <translation>Aggiungi un aiuto</translation>
    </message>
    <message>
        <source>Partner and linked enterprises</source>
        <translation>Imprese associate e collegate</translation>
    </message>
    <message>
        <source>Add an enterprise</source>
        <translation>Aggiungi un’impresa</translation>
    </message>
    <message>
        <source>Declarations, consents</source>
        <translation>Dichiarazioni e consensi</translation>
    </message>
    <message>
        <source>Declarations</source>
        <translation>Dichiarazioni</translation>
    </message>
    <message>
        <source>Add a declaration</source>
        <translation>Aggiungi una dichiarazione</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consensi</translation>
    </message>
    <message>
        <source>Add a consent</source>
        <translation>Aggiungi un consenso</translation>
    </message>
    <message>
        <source>Privacy notice</source>
        <translation>Informativa privacy</translation>
    </message>
</context>
<context>
    <name>FirmSummary</name>
    <message>
        <source>How to reach it</source>
        <translation>Come la raggiungi</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Bilanci</translation>
    </message>
    <message>
        <source>approved years</source>
        <translation>esercizi approvati</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>Da verificare</translation>
    </message>
    <message>
        <source>kept as it is, never stops a save</source>
        <translation>tenuto com’è, non ferma il salvataggio</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Che cosa fa</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Manca</translation>
    </message>
</context>
<context>
    <name>FirmTables</name>
    <message>
        <source>People</source>
        <translation>Persone</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sedi</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Bilanci</translation>
    </message>
    <message>
        <source>Aid</source>
        <translation>Aiuti</translation>
    </message>
    <message>
        <source>Declarations</source>
        <translation>Dichiarazioni</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioni</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Storia</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Anno</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>ULA</translation>
    </message>
    <message>
        <source>Turnover €</source>
        <translation>Fatturato €</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Giorno</translation>
    </message>
    <message>
        <source>Amount €</source>
        <translation>Importo €</translation>
    </message>
    <message>
        <source>Regulation</source>
        <translation>Regolamento</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>Dichiarazione</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Esito</translation>
    </message>
    <message>
        <source>{minutes} of {total}</source>
        <translation>{minutes} su {total}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numero</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessione</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuti</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Codice</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivata</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Prima e dopo</translation>
    </message>
    <message>
        <source>Who and how</source>
        <translation>Chi e come</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Che cosa</translation>
    </message>
    <message>
        <source>Balance sheet €</source>
        <translation>Bilancio €</translation>
    </message>
    <message>
        <source>{what}: in the register</source>
        <translation>{what}: nel registro</translation>
    </message>
</context>
<context>
    <name>FirmsPage</name>
    <message>
        <source>Firms</source>
        <translation>Imprese</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>Importa elenco</translation>
    </message>
    <message>
        <source>New firm</source>
        <translation>Nuova impresa</translation>
    </message>
    <message>
        <source>Print the card</source>
        <translation>Stampa scheda</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Remove the firm</source>
        <translation>Togli l’impresa</translation>
    </message>
    <message>
        <source>Part “{name}”</source>
        <translation>Separa «{name}»</translation>
    </message>
    <message>
        <source>“{gone}” was merged into “{name}”: this is its sheet.</source>
        <translation>«{gone}» è unita a «{name}»: questa è la sua scheda.</translation>
    </message>
    <message>
        <source>Part them</source>
        <translation>Separa</translation>
    </message>
    <message>
        <source>“{name}” stands by itself again.</source>
        <translation>«{name}» è di nuovo un’impresa a sé.</translation>
    </message>
    <message>
        <source>“{name}” is no longer in the register.</source>
        <translation>«{name}» non è più nel registro.</translation>
    </message>
    <message>
        <source>No firm matches “{text}”.</source>
        <translation>Nessuna impresa corrisponde a «{text}».</translation>
    </message>
    <message>
        <source>Register “{text}”</source>
        <translation>Registra «{text}»</translation>
    </message>
    <message>
        <source>The register has no firms yet.</source>
        <translation>Nel registro non c’è ancora nessuna impresa.</translation>
    </message>
    <message>
        <source>Show all firms</source>
        <translation>Mostra tutte le imprese</translation>
    </message>
    <message>
        <source>The register has no such firm.</source>
        <translation>Nessuna impresa corrisponde al filtro.</translation>
    </message>
</context>
<context>
    <name>FoldLine</name>
    <message>
        <source>All details</source>
        <translation>Tutti i dati</translation>
    </message>
    <message>
        <source>Fewer details</source>
        <translation>Meno dati</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Folder</source>
        <translation>Fascicolo</translation>
    </message>
    <message>
        <source>Missing pieces</source>
        <translation>Pezzi mancanti</translation>
    </message>
    <message>
        <source>{there} of {asked} pieces</source>
        <translation>{there} pezzi su {asked}</translation>
    </message>
    <message>
        <source>to be supplied</source>
        <translation>da fornire</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>entro il {day}</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Sheets of the form</source>
        <translation>Fogli della scheda</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salva</translation>
    </message>
    <message>
        <source>From the keyboard</source>
        <translation>Dalla tastiera</translation>
    </message>
    <message>
        <source>1 field to fix</source>
        <translation>1 campo da correggere</translation>
    </message>
    <message>
        <source>{count} fields to fix</source>
        <translation>{count} campi da correggere</translation>
    </message>
    <message>
        <source>What you typed here is not saved.</source>
        <translation>Quello che hai scritto qui non è salvato.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Continua a scrivere</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Scarta</translation>
    </message>
    <message>
        <source>It is being saved: a moment.</source>
        <translation>Salvataggio in corso: un momento.</translation>
    </message>
    <message>
        <source>1 field written, not saved yet</source>
        <translation>1 campo scritto, non ancora salvato</translation>
    </message>
    <message>
        <source>{count} fields written, not saved yet</source>
        <translation>{count} campi scritti, non ancora salvati</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Recent firms</source>
        <translation>Imprese recenti</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>Sessioni recenti</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Da fare</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Scambio</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutte</translation>
    </message>
    <message>
        <source>All: {what}</source>
        <translation>Tutte: {what}</translation>
    </message>
    <message>
        <source>Copy now</source>
        <translation>Copia ora</translation>
    </message>
    <message>
        <source>Copies of passports</source>
        <translation>Copie di passaporti</translation>
    </message>
    <message>
        <source>to be erased</source>
        <translation>da eliminare</translation>
    </message>
    <message>
        <source>Erase the copies</source>
        <translation>Elimina le copie</translation>
    </message>
    <message>
        <source>Here and, with the next file, at the other desks. There is no undo.</source>
        <translation>Qui e, con il prossimo file di scambio, presso gli altri sportelli. Non si può annullare.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Oggi</translation>
    </message>
    <message>
        <source>New firm</source>
        <translation>Nuova impresa</translation>
    </message>
    <message>
        <source>No firms yet.</source>
        <translation>Ancora nessuna impresa.</translation>
    </message>
    <message>
        <source>No sessions yet.</source>
        <translation>Ancora nessuna sessione.</translation>
    </message>
    <message>
        <source>No missions yet.</source>
        <translation>Ancora nessuna missione.</translation>
    </message>
    <message>
        <source>ended on {day}</source>
        <translation>finita il {day}</translation>
    </message>
    <message>
        <source>kept until {day}</source>
        <translation>da conservare fino al {day}</translation>
    </message>
    <message>
        <source>Erase {count} copies of passports for good, at every desk?</source>
        <translation>Eliminare per sempre {count} copie di passaporti, in ogni sportello?</translation>
    </message>
    <message>
        <source>Erase 1 copy of a passport for good, at every desk?</source>
        <translation>Eliminare per sempre 1 copia di passaporto, in ogni sportello?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Tieni</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>{count} copies of passports are erased.</source>
        <translation>Eliminate {count} copie di passaporti.</translation>
    </message>
    <message>
        <source>1 copy of a passport is erased.</source>
        <translation>Eliminata 1 copia di passaporto.</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>Importa elenco</translation>
    </message>
    <message>
        <source>No firms yet: import the chamber’s list or register one.</source>
        <translation>Ancora nessuna impresa: importa l’elenco della Camera o registrane una.</translation>
    </message>
    <message>
        <source>{count} files to read</source>
        <translation>{count} file da leggere</translation>
    </message>
    <message>
        <source>1 file to read</source>
        <translation>1 file da leggere</translation>
    </message>
    <message>
        <source>from other desks</source>
        <translation>da altri sportelli</translation>
    </message>
    <message>
        <source>{count} conflicts</source>
        <translation>{count} conflitti</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflitto</translation>
    </message>
    <message>
        <source>two desks wrote different values</source>
        <translation>due sportelli hanno scritto valori diversi</translation>
    </message>
    <message>
        <source>{count} possible doubles</source>
        <translation>{count} possibili doppioni</translation>
    </message>
    <message>
        <source>1 possible double</source>
        <translation>1 possibile doppione</translation>
    </message>
    <message>
        <source>firms with the same code</source>
        <translation>imprese con lo stesso codice</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 persona</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} persone</translation>
    </message>
    <message>
        <source>1 application</source>
        <translation>1 domanda</translation>
    </message>
    <message>
        <source>{count} applications</source>
        <translation>{count} domande</translation>
    </message>
    <message>
        <source>, 1 withdrawn</source>
        <translation>, 1 rinunciata</translation>
    </message>
    <message>
        <source>, {count} withdrawn</source>
        <translation>, {count} rinunciate</translation>
    </message>
    <message>
        <source>firms in the register</source>
        <translation>imprese nel registro</translation>
    </message>
    <message>
        <source>firm in the register</source>
        <translation>impresa nel registro</translation>
    </message>
    <message>
        <source>sessions logged</source>
        <translation>sessioni registrate</translation>
    </message>
    <message>
        <source>session logged</source>
        <translation>sessione registrata</translation>
    </message>
    <message>
        <source>applications</source>
        <translation>domande</translation>
    </message>
    <message>
        <source>application</source>
        <translation>domanda</translation>
    </message>
    <message>
        <source>papers issued</source>
        <translation>carte emesse</translation>
    </message>
    <message>
        <source>paper issued</source>
        <translation>carta emessa</translation>
    </message>
    <message>
        <source>No copy of the store yet</source>
        <translation>Ancora nessuna copia dell’archivio</translation>
    </message>
    <message>
        <source>A copy is reopened and compared before it counts.</source>
        <translation>Una copia vale solo dopo che è stata riaperta e confrontata.</translation>
    </message>
    <message>
        <source>Verified copy of {day} at {hour}</source>
        <translation>Copia verificata il {day} alle {hour}</translation>
    </message>
    <message>
        <source>Reopened and compared: everything is as in the store.</source>
        <translation>Riaperta e confrontata: tutto è come nell’archivio.</translation>
    </message>
    <message>
        <source>Copied and verified: {path}</source>
        <translation>Copia fatta e verificata: {path}</translation>
    </message>
    <message>
        <source>Copying the store</source>
        <translation>Copio l’archivio</translation>
    </message>
</context>
<context>
    <name>ImportsPage</name>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Prova</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importa</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>Importa elenco</translation>
    </message>
    <message>
        <source>trial run, 1 row</source>
        <translation>prova a vuoto, 1 riga</translation>
    </message>
    <message>
        <source>trial run, {count} rows</source>
        <translation>prova a vuoto, {count} righe</translation>
    </message>
    <message>
        <source>Nothing is written before you say so.</source>
        <translation>Nulla è scritto finché non lo dici tu.</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Scegli il file</translation>
    </message>
    <message>
        <source>Lists (*.xlsx *.ods *.csv *.txt)</source>
        <translation>Elenchi (*.xlsx *.ods *.csv *.txt)</translation>
    </message>
    <message>
        <source>Choose the list</source>
        <translation>Scegli l’elenco</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Leggo l’elenco</translation>
    </message>
    <message>
        <source>Columns that go nowhere are not imported.</source>
        <translation>Le colonne che non vanno da nessuna parte non vengono importate.</translation>
    </message>
    <message>
        <source>Imported lists</source>
        <translation>Elenchi importati</translation>
    </message>
    <message>
        <source>XLSX, ODS or CSV, as the chamber gives it</source>
        <translation>XLSX, ODS o CSV, così come lo dà la Camera</translation>
    </message>
    <message>
        <source>The chamber’s list of firms</source>
        <translation>L’elenco delle imprese della Camera</translation>
    </message>
    <message>
        <source>Choose the sheet as you have it: the header row and the columns are found, and you can correct them. A trial run shows what each row would do. An import can be undone as a whole.</source>
        <translation>Scegli il foglio così com’è: la riga delle intestazioni e le colonne si trovano da sole e le puoi correggere. Una prova a vuoto mostra che cosa farebbe ogni riga. L’importazione si annulla tutta insieme.</translation>
    </message>
    <message>
        <source>The header row was not found: write its number.</source>
        <translation>La riga delle intestazioni non si trova: scrivi il suo numero.</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Scegli un altro file</translation>
    </message>
    <message>
        <source>Try the list</source>
        <translation>Prova l’elenco</translation>
    </message>
    <message>
        <source>Trying the list</source>
        <translation>Provo l’elenco</translation>
    </message>
    <message>
        <source>Back to the columns</source>
        <translation>Torna alle colonne</translation>
    </message>
    <message>
        <source>Save the refused row</source>
        <translation>Salva la riga rifiutata</translation>
    </message>
    <message>
        <source>Save the {count} refused rows</source>
        <translation>Salva le {count} righe rifiutate</translation>
    </message>
    <message>
        <source>Import 1 row</source>
        <translation>Importa 1 riga</translation>
    </message>
    <message>
        <source>Import {count} rows</source>
        <translation>Importa {count} righe</translation>
    </message>
    <message>
        <source>Nothing has changed so far. The import can be undone as a whole.</source>
        <translation>Finora nulla è cambiato. L’importazione si annulla tutta insieme.</translation>
    </message>
    <message>
        <source>Nothing to import: the register has it all, or it was refused.</source>
        <translation>Non c’è nulla da importare: il registro ha già tutto, oppure le righe sono rifiutate.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rifiutate</translation>
    </message>
    <message>
        <source>Save the refused rows</source>
        <translation>Salva le righe rifiutate</translation>
    </message>
    <message>
        <source>Refused rows saved: {path}</source>
        <translation>Righe rifiutate salvate: {path}</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importo</translation>
    </message>
    <message>
        <source>Imported: {new} new, {changed} changed, {same} the same, {doubtful} doubtful, {refused} refused.</source>
        <translation>Importato: {new} nuove, {changed} cambiate, {same} uguali, {doubtful} dubbie, {refused} rifiutate.</translation>
    </message>
    <message>
        <source>Taken back in part: {count} records were changed since and stay.</source>
        <translation>Annullato in parte: {count} schede sono cambiate dopo e restano.</translation>
    </message>
    <message>
        <source>Taken back: the register is as before the import.</source>
        <translation>Annullato: il registro è com’era prima dell’importazione.</translation>
    </message>
    <message>
        <source>Taking the list back</source>
        <translation>Riporto indietro l’elenco</translation>
    </message>
</context>
<context>
    <name>ImportsTable</name>
    <message>
        <source>Take the chosen list back</source>
        <translation>Annulla l’elenco scelto</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Righe</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Chi</translation>
    </message>
    <message>
        <source>No list imported yet.</source>
        <translation>Ancora nessun elenco importato.</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>annullato</translation>
    </message>
</context>
<context>
    <name>IndicatorsPage</name>
    <message>
        <source>Indicator</source>
        <translation>Indicatore</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenza</translation>
    </message>
    <message>
        <source>Figures of the quarter</source>
        <translation>Dati del trimestre</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>Come è contato</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indicatori</translation>
    </message>
    <message>
        <source>for Unioncamere, each firm counted once</source>
        <translation>per Unioncamere, ogni impresa contata una volta</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>Save the workbook</source>
        <translation>Salva la cartella di lavoro</translation>
    </message>
    <message>
        <source>Issue the report</source>
        <translation>Emetti la relazione</translation>
    </message>
    <message>
        <source>Counting the quarter</source>
        <translation>Conteggio del trimestre</translation>
    </message>
    <message>
        <source>The count was given up.</source>
        <translation>Il conteggio è stato interrotto.</translation>
    </message>
    <message>
        <source>Nothing was recorded by the end of {quarter}.</source>
        <translation>Alla fine del {quarter} non risulta registrato nulla.</translation>
    </message>
    <message>
        <source>Corrections to earlier quarters</source>
        <translation>Correzioni ai trimestri precedenti</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Salvato: {path}</translation>
    </message>
    <message>
        <source>Saving the workbook</source>
        <translation>Scrittura della cartella di lavoro</translation>
    </message>
</context>
<context>
    <name>Issuing</name>
    <message>
        <source>In {language}</source>
        <translation>In {language}</translation>
    </message>
    <message>
        <source>Drawing: {paper}</source>
        <translation>Preparo: {paper}</translation>
    </message>
    <message>
        <source>Issued {count} papers, from {number} on.</source>
        <translation>Emesse {count} carte, dalla {number} in poi.</translation>
    </message>
    <message>
        <source>Issued {number}, {pages} pages.</source>
        <translation>Emessa {number}, {pages} pagine.</translation>
    </message>
    <message>
        <source>Issued {number}, 1 page.</source>
        <translation>Emessa {number}, 1 pagina.</translation>
    </message>
    <message>
        <source>1 piece is missing; the paper says which.</source>
        <translation>Manca 1 pezzo: la carta dice quale.</translation>
    </message>
    <message>
        <source>{count} pieces are missing; the paper says which.</source>
        <translation>Mancano {count} pezzi: la carta dice quali.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>All keys</source>
        <translation>Tutti i tasti</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>everything can be done from the keyboard</source>
        <translation>tutto si può fare dalla tastiera</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Ovunque</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pagine</translation>
    </message>
    <message>
        <source>Search or command</source>
        <translation>Cerca o comanda</translation>
    </message>
    <message>
        <source>Lists and tables</source>
        <translation>Elenchi e tabelle</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>Schede da compilare</translation>
    </message>
    <message>
        <source>browse</source>
        <translation>scorri</translation>
    </message>
    <message>
        <source>open or run</source>
        <translation>apri o esegui</translation>
    </message>
    <message>
        <source>commands only</source>
        <translation>solo comandi</translation>
    </message>
    <message>
        <source>close</source>
        <translation>chiudi</translation>
    </message>
    <message>
        <source>open</source>
        <translation>apri</translation>
    </message>
    <message>
        <source>one screen on</source>
        <translation>avanti di una schermata</translation>
    </message>
    <message>
        <source>one screen back</source>
        <translation>indietro di una schermata</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>modifica</translation>
    </message>
    <message>
        <source>print the card</source>
        <translation>stampa la scheda</translation>
    </message>
    <message>
        <source>how size and aid are worked out</source>
        <translation>come si calcolano dimensione e aiuti</translation>
    </message>
    <message>
        <source>new application</source>
        <translation>nuova domanda</translation>
    </message>
    <message>
        <source>from reason to reason</source>
        <translation>da un motivo all’altro</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>precedente</translation>
    </message>
    <message>
        <source>next</source>
        <translation>successiva</translation>
    </message>
    <message>
        <source>save the workbook</source>
        <translation>salva la cartella di lavoro</translation>
    </message>
    <message>
        <source>issue the report</source>
        <translation>emetti la relazione</translation>
    </message>
    <message>
        <source>choose the file</source>
        <translation>scegli il file</translation>
    </message>
    <message>
        <source>back to the columns</source>
        <translation>torna alle colonne</translation>
    </message>
    <message>
        <source>import the rows</source>
        <translation>importa le righe</translation>
    </message>
    <message>
        <source>apply, prepare, decide, trust: the main thing</source>
        <translation>applica, prepara, decidi, dai fiducia: l’azione principale</translation>
    </message>
    <message>
        <source>put the file aside, or leave</source>
        <translation>metti da parte il file, o lascia</translation>
    </message>
    <message>
        <source>into what is chosen; there it decides</source>
        <translation>entra in ciò che è scelto; lì decide</translation>
    </message>
    <message>
        <source>prepare a file for a desk</source>
        <translation>prepara un file per uno sportello</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>campo seguente</translation>
    </message>
    <message>
        <source>next sheet</source>
        <translation>foglio seguente</translation>
    </message>
    <message>
        <source>previous sheet</source>
        <translation>foglio precedente</translation>
    </message>
</context>
<context>
    <name>LetterWriting</name>
    <message>
        <source>Writing the letters</source>
        <translation>Scrivo le lettere</translation>
    </message>
</context>
<context>
    <name>LettersPage</name>
    <message>
        <source>Letter</source>
        <translation>Lettera</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A chi</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Risultato</translation>
    </message>
    <message>
        <source>all that did not withdraw</source>
        <translation>tutte le domande senza rinuncia</translation>
    </message>
    <message>
        <source>papers, to be printed</source>
        <translation>carte da stampare</translation>
    </message>
    <message>
        <source>drafts of mails, with the paper</source>
        <translation>bozze di posta con la carta allegata</translation>
    </message>
    <message>
        <source>Reasons, one a line</source>
        <translation>Motivi, uno per riga</translation>
    </message>
    <message>
        <source>Subject of the mail</source>
        <translation>Oggetto della posta</translation>
    </message>
    <message>
        <source>Text of the mail</source>
        <translation>Testo della posta</translation>
    </message>
    <message>
        <source>Filled in for each firm: {names}</source>
        <translation>Si riempiono per ogni impresa: {names}</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Che cosa dice</translation>
    </message>
    <message>
        <source>Who lacks something is left out.</source>
        <translation>Chi manca di qualcosa resta fuori.</translation>
    </message>
    <message>
        <source>Before they are made</source>
        <translation>Prima di scrivere</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>Make the letters</source>
        <translation>Scrivi le lettere</translation>
    </message>
    <message>
        <source>Nothing is sent from here.</source>
        <translation>Da qui non parte niente.</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Lettere</translation>
    </message>
    <message>
        <source>No letter can be made.</source>
        <translation>Nessuna lettera da scrivere.</translation>
    </message>
    <message>
        <source>1 letter will be made.</source>
        <translation>Si scrive 1 lettera.</translation>
    </message>
    <message>
        <source>{count} letters will be made.</source>
        <translation>Si scrivono {count} lettere.</translation>
    </message>
    <message>
        <source>Drafts written: {count}, in {folder}. Open them in the mail program.</source>
        <translation>Bozze scritte: {count}, in {folder}. Aprile con il programma di posta.</translation>
    </message>
    <message>
        <source>Letters issued: {count}, from {number} on. They wait to be printed.</source>
        <translation>Lettere emesse: {count}, da {number} in poi. Aspettano di essere stampate.</translation>
    </message>
    <message>
        <source>Folder for the drafts</source>
        <translation>Cartella per le bozze</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Opening the desk…</source>
        <translation>Apro lo sportello…</translation>
    </message>
    <message>
        <source>The desk could not be opened; the log says why.</source>
        <translation>Lo sportello non si è aperto: il registro dei guasti dice perché.</translation>
    </message>
</context>
<context>
    <name>MatrixPane</name>
    <message>
        <source>Matrix of sectors and markets</source>
        <translation>Matrice settori e mercati</translation>
    </message>
    <message>
        <source>The arrows choose a cell, Enter opens its lines. Where a cell has none, firms of that sector cannot join a mission to that market.</source>
        <translation>Le frecce scelgono la casella, Invio apre le sue linee. Dove una casella è vuota, le imprese di quel settore non partecipano a missioni in quel mercato.</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>Sector</source>
        <translation>Settore</translation>
    </message>
    <message>
        <source>all lines</source>
        <translation>tutte le linee</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Tutte le linee</translation>
    </message>
</context>
<context>
    <name>MissionDetail</name>
    <message>
        <source>Dossier</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Parts of the mission</source>
        <translation>Parti della missione</translation>
    </message>
    <message>
        <source>No application has arrived yet. Ctrl+N enters the first.</source>
        <translation>Nessuna domanda ancora. Ctrl+N registra la prima.</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>Record a withdrawal</source>
        <translation>Registra la rinuncia</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>{taken} of {seats} taken</source>
        <translation>{taken} occupati su {seats}</translation>
    </message>
    <message>
        <source>, minimum {quorum} firms</source>
        <translation>, minimo {quorum} imprese</translation>
    </message>
    <message>
        <source>Delegate</source>
        <translation>Delegato</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Passaporto</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>Scade il</translation>
    </message>
    <message>
        <source>Delegation</source>
        <translation>Delegazione</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Lettere</translation>
    </message>
    <message>
        <source>Report on all</source>
        <translation>Rapporto su tutte</translation>
    </message>
    <message>
        <source>reasons and state</source>
        <translation>motivi e stato</translation>
    </message>
    <message>
        <source>not named yet</source>
        <translation>non ancora indicato</translation>
    </message>
    <message>
        <source>provisional: to be checked against the call</source>
        <translation>provvisorio: da confrontare con il bando</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Condizioni</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Domande</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Scheda</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selezione</translation>
    </message>
    <message>
        <source>; 1 outcome is not as it was kept</source>
        <translation>; 1 esito è diverso da com’era</translation>
    </message>
    <message>
        <source>; {count} outcomes are not as they were kept</source>
        <translation>; {count} esiti sono diversi da com’erano</translation>
    </message>
    <message>
        <source>Who was selected, confirmed or took part.</source>
        <translation>Chi è stato selezionato, confermato o ha partecipato.</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>dal {day}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dove</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Posti</translation>
    </message>
    <message>
        <source>Judged as of {day} by the {rules}</source>
        <translation>Valutate al {day} con le {rules}</translation>
    </message>
    <message>
        <source>Nobody is selected yet: all the applications that were not withdrawn.</source>
        <translation>Nessuna selezione ancora: tutte le domande a cui non si è rinunciato.</translation>
    </message>
    <message>
        <source>Applications by</source>
        <translation>Domande entro</translation>
    </message>
    <message>
        <source>Aid for each firm</source>
        <translation>Aiuto per impresa</translation>
    </message>
    <message>
        <source>{day} at {hour}</source>
        <translation>{day} alle {hour}</translation>
    </message>
</context>
<context>
    <name>MissionFormPage</name>
    <message>
        <source>New mission</source>
        <translation>Nuova missione</translation>
    </message>
    <message>
        <source>“{title}” is saved.</source>
        <translation>«{title}» è salvata.</translation>
    </message>
    <message>
        <source>“{title}” is entered.</source>
        <translation>«{title}» è registrata.</translation>
    </message>
</context>
<context>
    <name>MissionSheets</name>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Che cos’è</translation>
    </message>
    <message>
        <source>When and where</source>
        <translation>Quando e dove</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Condizioni</translation>
    </message>
</context>
<context>
    <name>MissionsPage</name>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>applications</source>
        <translation>domande</translation>
    </message>
    <message>
        <source>New mission</source>
        <translation>Nuova missione</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>Nuova domanda</translation>
    </message>
    <message>
        <source>1 mission</source>
        <translation>1 missione</translation>
    </message>
    <message>
        <source>{count} missions</source>
        <translation>{count} missioni</translation>
    </message>
    <message>
        <source>next to leave first</source>
        <translation>per data di partenza</translation>
    </message>
    <message>
        <source>1 application</source>
        <translation>1 domanda</translation>
    </message>
    <message>
        <source>{count} applications</source>
        <translation>{count} domande</translation>
    </message>
    <message>
        <source>, 1 withdrawn</source>
        <translation>, 1 rinunciata</translation>
    </message>
    <message>
        <source>, {count} withdrawn</source>
        <translation>, {count} rinunciate</translation>
    </message>
    <message>
        <source>Enter a mission</source>
        <translation>Registra una missione</translation>
    </message>
    <message>
        <source>No mission is entered yet.</source>
        <translation>Nessuna missione ancora.</translation>
    </message>
    <message>
        <source>Selection made: {taken} admitted, {waiting} in reserve, draws: {draws}.</source>
        <translation>Selezione fatta: {taken} ammesse, {waiting} in riserva, sorteggi: {draws}.</translation>
    </message>
    <message>
        <source>The minimum of {quorum} firms is not reached.</source>
        <translation>Il minimo di {quorum} imprese non è raggiunto.</translation>
    </message>
    <message>
        <source>the firm has withdrawn</source>
        <translation>rinuncia dell’impresa</translation>
    </message>
</context>
<context>
    <name>MoveWords</name>
    <message>
        <source>{firm} is now: {state}.</source>
        <translation>{firm} ora è: {state}.</translation>
    </message>
    <message>
        <source>The withdrawal is out of terms.</source>
        <translation>La rinuncia è fuori termine.</translation>
    </message>
    <message>
        <source>{firm} takes the seat.</source>
        <translation>Subentra {firm}.</translation>
    </message>
</context>
<context>
    <name>NewPaper</name>
    <message>
        <source>Paper</source>
        <translation>Carta</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessione</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Scelte</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>New paper</source>
        <translation>Nuova carta</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
    <message>
        <source>Reasons, one a line</source>
        <translation>Motivi, uno per riga</translation>
    </message>
    <message>
        <source>kept with its number; a reprint is the same paper</source>
        <translation>resta con il suo numero; una ristampa è la stessa carta</translation>
    </message>
    <message>
        <source>Issue the paper</source>
        <translation>Emetti la carta</translation>
    </message>
    <message>
        <source>With no subject chosen, a blank form is printed.</source>
        <translation>Senza un oggetto scelto si stampa un modulo in bianco.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Scegline uno.</translation>
    </message>
    <message>
        <source>Choose only one of them.</source>
        <translation>Scegline uno solo.</translation>
    </message>
    <message>
        <source>No mission is entered yet.</source>
        <translation>Nessuna missione ancora.</translation>
    </message>
    <message>
        <source>No session has been logged yet.</source>
        <translation>Ancora nessuna sessione.</translation>
    </message>
    <message>
        <source>Choose the firm: type a part of its name.</source>
        <translation>Scegli l’impresa: scrivi una parte del nome.</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Programme</source>
        <translation>Programma</translation>
    </message>
    <message>
        <source>all sectors by all markets</source>
        <translation>tutti i settori per tutti i mercati</translation>
    </message>
    <message>
        <source>The whole matrix</source>
        <translation>La matrice intera</translation>
    </message>
    <message>
        <source>title, act, dates</source>
        <translation>titolo, atto, date</translation>
    </message>
    <message>
        <source>seat, declarations, data</source>
        <translation>sede, dichiarazioni, dati</translation>
    </message>
    <message>
        <source>which application counts, least score</source>
        <translation>domanda che vale, punteggio minimo</translation>
    </message>
    <message>
        <source>share of the minutes</source>
        <translation>quota dei minuti</translation>
    </message>
    <message>
        <source>answers needed</source>
        <translation>risposte che servono</translation>
    </message>
    <message>
        <source>where the shares come from</source>
        <translation>da dove vengono le soglie</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>provvisorio</translation>
    </message>
    <message>
        <source>{count} points to mend</source>
        <translation>{count} punti da correggere</translation>
    </message>
    <message>
        <source>1 point to mend</source>
        <translation>1 punto da correggere</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Back to the list</source>
        <translation>Torna all’elenco</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Papers</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Pages of the paper</source>
        <translation>Pagine della carta</translation>
    </message>
    <message>
        <source>Pages, small</source>
        <translation>Pagine in piccolo</translation>
    </message>
    <message>
        <source>Number, kind, subject</source>
        <translation>Numero, tipo, argomento</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtra</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>read</source>
        <translation>leggi</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Stampa</translation>
    </message>
    <message>
        <source>Save the PDF</source>
        <translation>Salva il PDF</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Precedente</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguente</translation>
    </message>
    <message>
        <source>turn the pages</source>
        <translation>volta pagina</translation>
    </message>
    <message>
        <source>New paper</source>
        <translation>Nuova carta</translation>
    </message>
    <message>
        <source>1 paper</source>
        <translation>1 carta</translation>
    </message>
    <message>
        <source>{count} papers</source>
        <translation>{count} carte</translation>
    </message>
    <message>
        <source>{found} of {total}</source>
        <translation>{found} di {total}</translation>
    </message>
    <message>
        <source>latest first</source>
        <translation>le ultime per prime</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>superata</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 pagina</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} pagine</translation>
    </message>
    <message>
        <source>No paper matches “{text}”.</source>
        <translation>Nessuna carta risponde a «{text}».</translation>
    </message>
    <message>
        <source>Issue a paper</source>
        <translation>Emetti una carta</translation>
    </message>
    <message>
        <source>No paper has been issued yet.</source>
        <translation>Ancora nessuna carta emessa.</translation>
    </message>
    <message>
        <source>issued on {moment}</source>
        <translation>emessa il {moment}</translation>
    </message>
    <message>
        <source>issued on {moment} by {operator}</source>
        <translation>emessa il {moment} da {operator}</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>revisione {number}</translation>
    </message>
    <message>
        <source>page {page} of {total}</source>
        <translation>pagina {page} di {total}</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Salvato: {path}</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>PersonAdder</name>
    <message>
        <source>Choices</source>
        <translation>Scelte</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Cognome</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Aggiungi</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>of this firm</source>
        <translation>di questa impresa</translation>
    </message>
    <message>
        <source>Nobody is added yet: choose the firm first, then the person.</source>
        <translation>Non è stato aggiunto nessuno: scegli prima l’impresa, poi la persona.</translation>
    </message>
    <message>
        <source>Nobody is added yet: “{text}” is no firm that was chosen. Search it, and Enter takes it.</source>
        <translation>Non è stato aggiunto nessuno: «{text}» non è un’impresa scelta dall’elenco. Cercala: Invio la prende.</translation>
    </message>
</context>
<context>
    <name>PrintCard</name>
    <message>
        <source>Printer</source>
        <translation>Stampante</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Cassetto</translation>
    </message>
    <message>
        <source>Sides</source>
        <translation>Facciate</translation>
    </message>
    <message>
        <source>one page on each sheet</source>
        <translation>una pagina per foglio</translation>
    </message>
    <message>
        <source>both sides, turned like a book</source>
        <translation>fronte e retro, girando come un libro</translation>
    </message>
    <message>
        <source>both sides, turned like a pad</source>
        <translation>fronte e retro, girando come un blocco</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Copie</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Stampa</translation>
    </message>
    <message>
        <source>kept for the papers of this kind</source>
        <translation>vale anche per le prossime carte di questo tipo</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>Let it wait</source>
        <translation>Metti in attesa</translation>
    </message>
    <message>
        <source>the printer’s own choice</source>
        <translation>lo decide la stampante</translation>
    </message>
    <message>
        <source>Asking the system for its printers…</source>
        <translation>Ricerca delle stampanti del sistema…</translation>
    </message>
    <message>
        <source>The system knows no printer now; the last one was {printer}.</source>
        <translation>Adesso il sistema non conosce nessuna stampante; l’ultima era {printer}.</translation>
    </message>
    <message>
        <source>The system knows no printer. Add one in its settings; the paper can wait here.</source>
        <translation>Il sistema non conosce nessuna stampante. Aggiungine una nelle sue impostazioni; la carta può aspettare qui.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printing: {paper}</source>
        <translation>Stampo: {paper}</translation>
    </message>
    <message>
        <source>{number} waits to be printed: {why}</source>
        <translation>{number} aspetta di essere stampata: {why}</translation>
    </message>
    <message>
        <source>{number} was sent to {printer}.</source>
        <translation>{number} è stata mandata a {printer}.</translation>
    </message>
    <message>
        <source>{number} was sent to {printer}, {copies} copies.</source>
        <translation>{number} è stata mandata a {printer}, {copies} copie.</translation>
    </message>
</context>
<context>
    <name>ProgrammeDraftPage</name>
    <message>
        <source>Parts of the programme</source>
        <translation>Parti del programma</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>write</source>
        <translation>scrivi</translation>
    </message>
    <message>
        <source>take out</source>
        <translation>togli</translation>
    </message>
    <message>
        <source>Next point to mend</source>
        <translation>Prossimo punto</translation>
    </message>
    <message>
        <source>Draft of the programme</source>
        <translation>Bozza del programma</translation>
    </message>
    <message>
        <source>Draft of version {version}</source>
        <translation>Bozza della versione {version}</translation>
    </message>
    <message>
        <source>Export the draft</source>
        <translation>Esporta la bozza</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Aggiungi</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Prova</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Pubblica</translation>
    </message>
    <message>
        <source>Version {version} has come since: this draft cannot be published.</source>
        <translation>Nel frattempo è arrivata la versione {version}: questa bozza non si può pubblicare.</translation>
    </message>
    <message>
        <source>Begin again from it</source>
        <translation>Ricomincia da quella</translation>
    </message>
    <message>
        <source>since version {version}</source>
        <translation>rispetto alla versione {version}</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Rimetti</translation>
    </message>
    <message>
        <source>“{name}” is taken out of the draft.</source>
        <translation>«{name}» è fuori dalla bozza.</translation>
    </message>
    <message>
        <source>{count} points to mend before it can be published</source>
        <translation>{count} punti da correggere prima di pubblicare</translation>
    </message>
    <message>
        <source>1 point to mend before it can be published</source>
        <translation>1 punto da correggere prima di pubblicare</translation>
    </message>
    <message>
        <source>The draft is in order and kept; version {version} stays in force.</source>
        <translation>La bozza è in ordine ed è salvata; resta in vigore la versione {version}.</translation>
    </message>
    <message>
        <source>The same as version {version}, which is in force.</source>
        <translation>Uguale alla versione {version}, che è in vigore.</translation>
    </message>
    <message>
        <source>Version {version}, {changes}: once published it is mended only by another.</source>
        <translation>Versione {version}, {changes}: una volta pubblicata si corregge solo con un’altra versione.</translation>
    </message>
    <message>
        <source>Publish it</source>
        <translation>Pubblicala</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Continua a scrivere</translation>
    </message>
    <message>
        <source>Version {version} is in force. Cases kept before stay as they were.</source>
        <translation>La versione {version} è in vigore. Le pratiche di prima restano com’erano.</translation>
    </message>
    <message>
        <source>Exported: {path}</source>
        <translation>Esportato: {path}</translation>
    </message>
</context>
<context>
    <name>ProgrammeParts</name>
    <message>
        <source>Where it comes from</source>
        <translation>Da dove viene</translation>
    </message>
    <message>
        <source>General data</source>
        <translation>Dati generali</translation>
    </message>
    <message>
        <source>Who may join</source>
        <translation>Chi può partecipare</translation>
    </message>
    <message>
        <source>How firms are selected</source>
        <translation>Come si selezionano le imprese</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Attestati</translation>
    </message>
    <message>
        <source>Readiness questionnaire</source>
        <translation>Questionario di prontezza</translation>
    </message>
    <message>
        <source>Export shares</source>
        <translation>Quote di export</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linee</translation>
    </message>
    <message>
        <source>Markets</source>
        <translation>Mercati</translation>
    </message>
    <message>
        <source>Sectors</source>
        <translation>Settori</translation>
    </message>
    <message>
        <source>Matrix of sectors and markets</source>
        <translation>Matrice settori e mercati</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>Score grid</source>
        <translation>Griglia dei punteggi</translation>
    </message>
    <message>
        <source>Readiness bands</source>
        <translation>Fasce di prontezza</translation>
    </message>
    <message>
        <source>Classes of export share</source>
        <translation>Classi di export</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linea</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Mercato</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Settore</translation>
    </message>
    <message>
        <source>Cell of the matrix</source>
        <translation>Casella della matrice</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Criterio</translation>
    </message>
    <message>
        <source>Readiness band</source>
        <translation>Fascia di prontezza</translation>
    </message>
    <message>
        <source>Class of export share</source>
        <translation>Classe di export</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Che cos’è</translation>
    </message>
    <message>
        <source>promoters are separated by a semicolon</source>
        <translation>gli enti promotori si separano con un punto e virgola</translation>
    </message>
    <message>
        <source>The act that founds it</source>
        <translation>L’atto che lo istituisce</translation>
    </message>
    <message>
        <source>Where firms work, and for what</source>
        <translation>Dove operano le imprese, e per che cosa</translation>
    </message>
    <message>
        <source>two letters each, separated by a semicolon</source>
        <translation>le sigle, separate da un punto e virgola</translation>
    </message>
    <message>
        <source>What they declare and must have told</source>
        <translation>Che cosa dichiarano e devono aver comunicato</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Domande</translation>
    </message>
    <message>
        <source>Certificate of attendance</source>
        <translation>Attestato di frequenza</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Risposte</translation>
    </message>
    <message>
        <source>Answers needed for a score</source>
        <translation>Risposte minime per il punteggio</translation>
    </message>
    <message>
        <source>without a line it holds for all of them</source>
        <translation>senza linea vale per tutte</translation>
    </message>
    <message>
        <source>From so many points</source>
        <translation>Da quanti punti</translation>
    </message>
    <message>
        <source>From (%)</source>
        <translation>Dal (%)</translation>
    </message>
    <message>
        <source>or above (%)</source>
        <translation>o sopra il (%)</translation>
    </message>
</context>
<context>
    <name>ProgrammeTrialPage</name>
    <message>
        <source>Firms found</source>
        <translation>Imprese trovate</translation>
    </message>
    <message>
        <source>who has applied</source>
        <translation>chi ha fatto domanda</translation>
    </message>
    <message>
        <source>firms that I choose</source>
        <translation>imprese che scelgo</translation>
    </message>
    <message>
        <source>the whole register</source>
        <translation>tutto il registro</translation>
    </message>
    <message>
        <source>Firms tried</source>
        <translation>Imprese provate</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>Missione</translation>
    </message>
    <message>
        <source>On whom</source>
        <translation>Imprese da provare</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Motivi</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>ha fatto domanda</translation>
    </message>
    <message>
        <source>as if it asked today</source>
        <translation>come se chiedesse oggi</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In vigore</translation>
    </message>
    <message>
        <source>With the draft</source>
        <translation>Con la bozza</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Che cosa cambia</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Domanda</translation>
    </message>
    <message>
        <source>comes in</source>
        <translation>entra</translation>
    </message>
    <message>
        <source>goes out</source>
        <translation>esce</translation>
    </message>
    <message>
        <source>other outcome</source>
        <translation>cambia esito</translation>
    </message>
    <message>
        <source>other reasons</source>
        <translation>cambiano i motivi</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nulla</translation>
    </message>
    <message>
        <source>Trial of the draft</source>
        <translation>Prova della bozza</translation>
    </message>
    <message>
        <source>by the rules alone: nothing is written</source>
        <translation>con le sole regole: non si scrive nulla</translation>
    </message>
    <message>
        <source>Back to the draft</source>
        <translation>Torna alla bozza</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prova di nuovo</translation>
    </message>
    <message>
        <source>The draft has points to mend: it can be tried once they are.</source>
        <translation>La bozza ha punti da correggere: poi si può provare.</translation>
    </message>
    <message>
        <source>The programme has no mission yet: enter one, then try it.</source>
        <translation>Il programma non ha ancora missioni: aggiungine una, poi prova.</translation>
    </message>
    <message>
        <source>Go to the draft</source>
        <translation>Vai alla bozza</translation>
    </message>
    <message>
        <source>Trying the draft</source>
        <translation>Prova della bozza in corso</translation>
    </message>
    <message>
        <source>Choose a firm above; each one is added to those tried.</source>
        <translation>Scegli un’impresa qui sopra: ognuna si aggiunge a quelle provate.</translation>
    </message>
    <message>
        <source>Nobody has applied to this mission: choose firms, or the register.</source>
        <translation>Nessuna domanda per questa missione: scegli delle imprese, o il registro.</translation>
    </message>
    <message>
        <source>Tried: {all}. Come in: {included}. Go out: {excluded}. Another outcome: {outcome}. Other reasons: {reasons}. The same: {same}.</source>
        <translation>Provate: {all}. Entrano: {included}. Escono: {excluded}. Cambiano esito: {outcome}. Cambiano motivi: {reasons}. Restano uguali: {same}.</translation>
    </message>
    <message>
        <source>New with the draft</source>
        <translation>Nuovi con la bozza</translation>
    </message>
    <message>
        <source>No longer</source>
        <translation>Non più presenti</translation>
    </message>
    <message>
        <source>Weighs otherwise</source>
        <translation>Cambiano peso</translation>
    </message>
    <message>
        <source>The same reasons under both.</source>
        <translation>Gli stessi motivi con entrambe.</translation>
    </message>
    <message>
        <source>Open under both</source>
        <translation>Aperti con entrambe</translation>
    </message>
</context>
<context>
    <name>ProgrammeWords</name>
    <message>
        <source>What is provisional says where it comes from.</source>
        <translation>Un dato provvisorio dice da dove viene: scrivi la fonte.</translation>
    </message>
    <message>
        <source>A date is needed, for instance 03/10/2021.</source>
        <translation>Serve una data, per esempio 03/10/2021.</translation>
    </message>
    <message>
        <source>A date with its hour is needed, for instance 10/09/2021 12:00.</source>
        <translation>Serve una data con l’ora, per esempio 10/09/2021 12:00.</translation>
    </message>
    <message>
        <source>Line {line}, {place}: {reason}.</source>
        <translation>Riga {line}, {place}: {reason}.</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>senza nome</translation>
    </message>
    <message>
        <source>all lines</source>
        <translation>tutte le linee</translation>
    </message>
    <message>
        <source>no market</source>
        <translation>nessun mercato</translation>
    </message>
    <message>
        <source>up to {points} points</source>
        <translation>fino a {points} punti</translation>
    </message>
    <message>
        <source>from {from} points</source>
        <translation>da {from} punti</translation>
    </message>
    <message>
        <source>from {from} %</source>
        <translation>da {from} %</translation>
    </message>
    <message>
        <source>above {above} %</source>
        <translation>oltre {above} %</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>nessuna modifica</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 modifica</translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation>{count} modifiche</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuova</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>cambia</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>tolta</translation>
    </message>
    <message>
        <source>no mission</source>
        <translation>nessuna missione</translation>
    </message>
</context>
<context>
    <name>ProgrammesPage</name>
    <message>
        <source>Programmes</source>
        <translation>Programmi</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>modifica</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Esporta</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Read a file</source>
        <translation>Leggi un file</translation>
    </message>
    <message>
        <source>1 programme</source>
        <translation>1 programma</translation>
    </message>
    <message>
        <source>{count} programmes</source>
        <translation>{count} programmi</translation>
    </message>
    <message>
        <source>version {version} in force</source>
        <translation>versione {version} in vigore</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>bozza</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Validità</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linee</translation>
    </message>
    <message>
        <source>Markets</source>
        <translation>Mercati</translation>
    </message>
    <message>
        <source>Sectors</source>
        <translation>Settori</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>dal {day}</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Bozza</translation>
    </message>
    <message>
        <source>No draft is begun. A change becomes a new version: what was kept and printed under version {version} stays as it is.</source>
        <translation>Nessuna bozza cominciata. Un cambiamento diventa una versione nuova: ciò che è stato deciso e stampato con la versione {version} resta com’è.</translation>
    </message>
    <message>
        <source>Begin version {version}</source>
        <translation>Comincia la versione {version}</translation>
    </message>
    <message>
        <source>Draft of version {version}</source>
        <translation>Bozza della versione {version}</translation>
    </message>
    <message>
        <source>kept {moment}</source>
        <translation>salvata il {moment}</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Continua a scrivere</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Prova</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>Version {version} has come since: this draft cannot be published.</source>
        <translation>Nel frattempo è arrivata la versione {version}: questa bozza non si può pubblicare.</translation>
    </message>
    <message>
        <source>{count} points to mend before it can be published</source>
        <translation>{count} punti da correggere prima di pubblicare</translation>
    </message>
    <message>
        <source>1 point to mend before it can be published</source>
        <translation>1 punto da correggere prima di pubblicare</translation>
    </message>
    <message>
        <source>In order, {changes} since version {version}.</source>
        <translation>In ordine, {changes} rispetto alla versione {version}.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dove</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Che cosa</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campi</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Che cosa cambia</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versioni</translation>
    </message>
    <message>
        <source>none of them is ever changed</source>
        <translation>nessuna viene mai modificata</translation>
    </message>
    <message>
        <source>comes with Sportello</source>
        <translation>compresa in Sportello</translation>
    </message>
    <message>
        <source>published, read from a file or received</source>
        <translation>pubblicata, letta da un file o ricevuta</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in vigore</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>precedente</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versione</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Provenienza</translation>
    </message>
    <message>
        <source>Read a programme’s file</source>
        <translation>Leggi il file di un programma</translation>
    </message>
    <message>
        <source>nothing has changed; mend these points and read it again</source>
        <translation>nulla è cambiato: correggi questi punti e leggilo di nuovo</translation>
    </message>
    <message>
        <source>Refused: {name}</source>
        <translation>Rifiutato: {name}</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Riga</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Points to mend in the file</source>
        <translation>Punti da correggere nel file</translation>
    </message>
    <message>
        <source>read and in order; nothing has changed yet</source>
        <translation>letto e in ordine; per ora nulla è cambiato</translation>
    </message>
    <message>
        <source>Put version {version} in force</source>
        <translation>Metti in vigore la versione {version}</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lascia così</translation>
    </message>
    <message>
        <source>“{title}” is new here: version {version}.</source>
        <translation>«{title}» qui è nuovo: versione {version}.</translation>
    </message>
    <message>
        <source>“{title}”: version {version}, {changes} since version {before}.</source>
        <translation>«{title}»: versione {version}, {changes} rispetto alla versione {before}.</translation>
    </message>
    <message>
        <source>Version {version} was here already: nothing changes.</source>
        <translation>La versione {version} c’era già: non cambia nulla.</translation>
    </message>
    <message>
        <source>Version {version} is in force. Cases kept before stay as they were.</source>
        <translation>La versione {version} è in vigore. Le pratiche di prima restano com’erano.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Riprendila</translation>
    </message>
    <message>
        <source>The draft is thrown away.</source>
        <translation>La bozza è eliminata.</translation>
    </message>
    <message>
        <source>Export the version in force</source>
        <translation>Esporta la versione in vigore</translation>
    </message>
    <message>
        <source>Exported: {path}</source>
        <translation>Esportato: {path}</translation>
    </message>
</context>
<context>
    <name>QuestionnaireFormPage</name>
    <message>
        <source>Choices</source>
        <translation>Scelte</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessione</translation>
    </message>
    <message>
        <source>N.</source>
        <translation>N.</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Affermazione</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punti</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Affermazioni</translation>
    </message>
    <message>
        <source>Whose answers</source>
        <translation>Di chi sono le risposte</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salva</translation>
    </message>
    <message>
        <source>answer and go on</source>
        <translation>rispondi e vai avanti</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>torna indietro</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>Questionario</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>versione {version}</translation>
    </message>
    <message>
        <source>A new session, of today</source>
        <translation>Una nuova sessione, di oggi</translation>
    </message>
    <message>
        <source>Show the held ones</source>
        <translation>Mostra quelle già salvate</translation>
    </message>
    <message>
        <source>At this session answers are held already: saving would put those typed here in their place.</source>
        <translation>In questa sessione ci sono già risposte: salvando, quelle scritte qui prenderebbero il loro posto.</translation>
    </message>
    <message>
        <source>Replace them</source>
        <translation>Sostituiscile</translation>
    </message>
    <message>
        <source>{answered} of {all} answered</source>
        <translation>{answered} risposte su {all}</translation>
    </message>
    <message>
        <source>Choose the firm: type a part of its name.</source>
        <translation>Scegli l’impresa: scrivi una parte del nome.</translation>
    </message>
    <message>
        <source>Firm or session was just changed, and what is held there is not yet shown: look at the page, then save again.</source>
        <translation>Impresa o sessione è appena cambiata e le risposte già salvate non sono ancora mostrate: guarda la pagina, poi salva di nuovo.</translation>
    </message>
    <message>
        <source>The answers of {firm} are saved.</source>
        <translation>Le risposte di {firm} sono salvate.</translation>
    </message>
    <message>
        <source>The answers typed here are not saved.</source>
        <translation>Le risposte scritte qui non sono salvate.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Continua a scrivere</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Scarta</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Today</source>
        <translation>Oggi</translation>
    </message>
    <message>
        <source>Firms</source>
        <translation>Imprese</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioni</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>Missioni</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Scambio</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indicatori</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>Chamber of commerce · {code}</source>
        <translation>Camera di commercio · {code}</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Here something is typed and not saved: save or discard it, then undo.</source>
        <translation>Qui c’è qualcosa di scritto e non salvato: salvalo o scartalo, poi annulla.</translation>
    </message>
</context>
<context>
    <name>ScannedPapers</name>
    <message>
        <source>{number}, {kind}.</source>
        <translation>{number}, {kind}.</translation>
    </message>
    <message>
        <source>Show the paper</source>
        <translation>Mostra la carta</translation>
    </message>
    <message>
        <source>It is superseded: {number} took its place.</source>
        <translation>È superata: al suo posto c’è {number}.</translation>
    </message>
    <message>
        <source>“{before}” is read under “{after}” now.</source>
        <translation>«{before}» ora si legge sotto «{after}».</translation>
    </message>
    <message>
        <source>What it said was erased; number and hash are kept.</source>
        <translation>Quello che diceva è stato cancellato; restano numero e impronta.</translation>
    </message>
    <message>
        <source>What it is about is no longer in the register.</source>
        <translation>Quello di cui parla non è più nel registro.</translation>
    </message>
    <message>
        <source>Changed since it was printed: {changes}.</source>
        <translation>Cambiato da quando è stata stampata: {changes}.</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>E altri {count}.</translation>
    </message>
</context>
<context>
    <name>SelectionPane</name>
    <message>
        <source>The selection as it was kept</source>
        <translation>La selezione com’è conservata</translation>
    </message>
    <message>
        <source>Print the minutes</source>
        <translation>Stampa il verbale</translation>
    </message>
    <message>
        <source>Make the selection</source>
        <translation>Fai la selezione</translation>
    </message>
    <message>
        <source>Seed of the draw</source>
        <translation>Seme del sorteggio</translation>
    </message>
    <message>
        <source>empty: by chance; it is recorded</source>
        <translation>vuoto: a caso; resta scritto nel verbale</translation>
    </message>
    <message>
        <source>Write digits only, or leave it empty.</source>
        <translation>Scrivi solo cifre, o lascia vuoto.</translation>
    </message>
    <message>
        <source>No selection was made yet.</source>
        <translation>La selezione non è ancora stata fatta.</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>Ammesse</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>Riserve</translation>
    </message>
    <message>
        <source>in this order</source>
        <translation>in quest’ordine</translation>
    </message>
    <message>
        <source>Not admitted</source>
        <translation>Non ammesse</translation>
    </message>
    <message>
        <source>of {seats} seats</source>
        <translation>su {seats} posti</translation>
    </message>
    <message>
        <source>Made on {moment}</source>
        <translation>Fatta il {moment}</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>seme {seed}</translation>
    </message>
    <message>
        <source>1 draw</source>
        <translation>1 sorteggio</translation>
    </message>
    <message>
        <source>{count} draws</source>
        <translation>{count} sorteggi</translation>
    </message>
    <message>
        <source>no draw</source>
        <translation>nessun sorteggio</translation>
    </message>
    <message>
        <source>minimum of {quorum} firms reached</source>
        <translation>minimo di {quorum} imprese raggiunto</translation>
    </message>
    <message>
        <source>minimum of {quorum} firms not reached</source>
        <translation>minimo di {quorum} imprese non raggiunto</translation>
    </message>
</context>
<context>
    <name>SendPane</name>
    <message>
        <source>For which desk</source>
        <translation>Per quale sportello</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <source>asked for when the file is prepared</source>
        <translation>si sceglie quando prepari il file</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Scegli</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Scegli la cartella</translation>
    </message>
    <message>
        <source>Prepare a file</source>
        <translation>Prepara un file</translation>
    </message>
    <message>
        <source>signed and encrypted for that desk alone</source>
        <translation>firmato e cifrato per quello sportello soltanto</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>Prepare the file</source>
        <translation>Prepara il file</translation>
    </message>
    <message>
        <source>It will be written whole and read back.</source>
        <translation>Il file viene scritto per intero e riletto.</translation>
    </message>
    <message>
        <source>Nothing new for {desk}: the file only confirms what arrived.</source>
        <translation>Niente di nuovo per {desk}: il file conferma solo ciò che è arrivato.</translation>
    </message>
    <message>
        <source>{changes} for {desk}</source>
        <translation>{changes} per {desk}</translation>
    </message>
    <message>
        <source>{count} of them left in a file before and are not confirmed yet.</source>
        <translation>Di queste, {count} sono già partite in un file e non sono ancora confermate.</translation>
    </message>
    <message>
        <source>With the attachments ({count}, {size})</source>
        <translation>Con gli allegati ({count}, {size})</translation>
    </message>
    <message>
        <source>Folder for the file</source>
        <translation>Cartella per il file</translation>
    </message>
    <message>
        <source>Preparing the file</source>
        <translation>Preparo il file</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Scritto: {path}</translation>
    </message>
    <message>
        <source>Written, {count} files: {path}</source>
        <translation>Scritti {count} file: {path}</translation>
    </message>
</context>
<context>
    <name>SessionDetail</name>
    <message>
        <source>Attendance sheet</source>
        <translation>Foglio presenze</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Parts of the session</source>
        <translation>Parti della sessione</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Presenze</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Contenuti</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Allegati</translation>
    </message>
    <message>
        <source>Attendance, hours by slot</source>
        <translation>Presenze, ore per fascia</translation>
    </message>
    <message>
        <source>Remove the person</source>
        <translation>Togli la persona</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Aggiungi una persona</translation>
    </message>
    <message>
        <source>now</source>
        <translation>adesso</translation>
    </message>
    <message>
        <source>as above</source>
        <translation>come sopra</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>dal {first} al {last}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Giorno</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dove</translation>
    </message>
    <message>
        <source>Certificate from {needed} minutes
({share} of {minutes})</source>
        <translation>Attestato da {needed} minuti
({share} di {minutes})</translation>
    </message>
    <message>
        <source>Nobody is entered yet. Ins adds the people of the firms that come.</source>
        <translation>Nessuna persona ancora. Ins aggiunge chi viene dalle imprese.</translation>
    </message>
    <message>
        <source>Nobody is entered yet. The session has no slots: F2 adds their day and hours.</source>
        <translation>Nessuna persona ancora. La sessione non ha fasce orarie: F2 ne aggiunge giorno e ore.</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 persona</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} persone</translation>
    </message>
    <message>
        <source>1 firm</source>
        <translation>1 impresa</translation>
    </message>
    <message>
        <source>{count} firms</source>
        <translation>{count} imprese</translation>
    </message>
    <message>
        <source>1 certificate due</source>
        <translation>1 attestato dovuto</translation>
    </message>
    <message>
        <source>{count} certificates due</source>
        <translation>{count} attestati dovuti</translation>
    </message>
    <message>
        <source>{minutes} minutes, {share}</source>
        <translation>{minutes} minuti, {share}</translation>
    </message>
    <message>
        <source>The session has no slots: no minutes can be credited.</source>
        <translation>La sessione non ha fasce orarie: nessun minuto può contare.</translation>
    </message>
    <message>
        <source>Slot {slot}: {arrived} – {left}, {minutes} minutes of {length} count.</source>
        <translation>Fascia {slot}: {arrived} – {left}, contano {minutes} minuti su {length}.</translation>
    </message>
    <message>
        <source>Slot {slot}: {arrived} – {left} is outside it, no minutes count.</source>
        <translation>Fascia {slot}: {arrived} – {left} è fuori dalla fascia, non conta minuti.</translation>
    </message>
    <message>
        <source>Slot {slot}: in at {arrived}, without an hour out nothing counts.</source>
        <translation>Fascia {slot}: entra alle {arrived}, senza l’uscita non conta minuti.</translation>
    </message>
    <message>
        <source>Slot {slot}: out at {left}, without an hour in nothing counts.</source>
        <translation>Fascia {slot}: esce alle {left}, senza l’entrata non conta minuti.</translation>
    </message>
    <message>
        <source>Slot {slot}: no hours.</source>
        <translation>Fascia {slot}: nessuna ora.</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Che cosa segue</translation>
    </message>
    <message>
        <source>Private note</source>
        <translation>Nota riservata</translation>
    </message>
    <message>
        <source>stays at this desk, never leaves it</source>
        <translation>resta a questo sportello, non ne esce mai</translation>
    </message>
</context>
<context>
    <name>SessionFormPage</name>
    <message>
        <source>New session</source>
        <translation>Nuova sessione</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durata</translation>
    </message>
    <message>
        <source>Private note</source>
        <translation>Nota riservata</translation>
    </message>
    <message>
        <source>stays at this desk</source>
        <translation>resta a questo sportello</translation>
    </message>
    <message>
        <source>No slot has its start and end yet.</source>
        <translation>Nessuna fascia ha ancora inizio e fine.</translation>
    </message>
    <message>
        <source>Certificate from {needed} minutes ({share}).</source>
        <translation>Attestato da {needed} minuti ({share}).</translation>
    </message>
    <message>
        <source>“{title}” is saved.</source>
        <translation>«{title}» è salvata.</translation>
    </message>
    <message>
        <source>“{title}” is logged.</source>
        <translation>«{title}» è registrata.</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>campo seguente</translation>
    </message>
    <message>
        <source>save and enter the people</source>
        <translation>salva e aggiungi le persone</translation>
    </message>
    <message>
        <source>1 slot, {minutes} minutes.</source>
        <translation>1 fascia, {minutes} minuti.</translation>
    </message>
    <message>
        <source>{count} slots, {minutes} minutes.</source>
        <translation>{count} fasce, {minutes} minuti.</translation>
    </message>
</context>
<context>
    <name>SessionSheets</name>
    <message>
        <source>Slots</source>
        <translation>Fasce orarie</translation>
    </message>
    <message>
        <source>Add a slot</source>
        <translation>Aggiungi una fascia</translation>
    </message>
    <message>
        <source>the minutes of a session are those of its slots</source>
        <translation>i minuti della sessione sono quelli delle sue fasce</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessione</translation>
    </message>
    <message>
        <source>What and where</source>
        <translation>Che cosa e dove</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Contenuti</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Che cosa segue</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation>Sessioni</translation>
    </message>
    <message>
        <source>Title, number, day</source>
        <translation>Titolo, numero, giorno</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtra</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>attendance</source>
        <translation>presenze</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nuova sessione</translation>
    </message>
    <message>
        <source>1 session</source>
        <translation>1 sessione</translation>
    </message>
    <message>
        <source>{count} sessions</source>
        <translation>{count} sessioni</translation>
    </message>
    <message>
        <source>{found} of {total}</source>
        <translation>{found} di {total}</translation>
    </message>
    <message>
        <source>latest first</source>
        <translation>le ultime per prime</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 persona</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} persone</translation>
    </message>
    <message>
        <source>No session matches “{text}”.</source>
        <translation>Nessuna sessione risponde a «{text}».</translation>
    </message>
    <message>
        <source>Log a session</source>
        <translation>Registra una sessione</translation>
    </message>
    <message>
        <source>No session has been logged yet.</source>
        <translation>Ancora nessuna sessione.</translation>
    </message>
    <message>
        <source>This slot is not today: type the hour.</source>
        <translation>Questa fascia non è di oggi: scrivi l’ora.</translation>
    </message>
    <message>
        <source>Saved: {person}, slot {slot}.</source>
        <translation>Salvato: {person}, fascia {slot}.</translation>
    </message>
    <message>
        <source>{person} is already among those who come.</source>
        <translation>{person} è già fra le presenze.</translation>
    </message>
    <message>
        <source>{person} is entered.</source>
        <translation>Fra le presenze: {person}.</translation>
    </message>
    <message>
        <source>{person} is no longer among those who came.</source>
        <translation>Non è più fra le presenze: {person}.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Language of the window</source>
        <translation>Lingua della finestra</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colori</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Chiari</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Scuri</translation>
    </message>
    <message>
        <source>Folder of the exchange</source>
        <translation>Cartella di scambio</translation>
    </message>
    <message>
        <source>watched for .sportello files</source>
        <translation>sorvegliata per i file .sportello</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>Nessuna cartella è sorvegliata.</translation>
    </message>
    <message>
        <source>What lies there is listed in the exchange; nothing is moved or deleted.</source>
        <translation>Ciò che vi arriva è elencato nello scambio; nulla viene spostato o cancellato.</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Scegli la cartella</translation>
    </message>
    <message>
        <source>Watch no folder</source>
        <translation>Non guardare nessuna cartella</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Questo sportello</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operatore</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Sportello</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Programma</translation>
    </message>
    <message>
        <source>Programmes and versions</source>
        <translation>Programmi e versioni</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>yours on this computer; they take effect at once</source>
        <translation>tue su questo computer; valgono subito</translation>
    </message>
</context>
<context>
    <name>SlotStrip</name>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} minuti</translation>
    </message>
    <message>
        <source>Slot {number}</source>
        <translation>Fascia {number}</translation>
    </message>
    <message>
        <source>break {minutes} min</source>
        <translation>pausa {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Change the state</source>
        <translation>Cambia lo stato</translation>
    </message>
    <message>
        <source>Next state</source>
        <translation>Stato successivo</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Perché</translation>
    </message>
    <message>
        <source>Its way ends here: no other state can follow.</source>
        <translation>Il percorso della domanda finisce qui: nessun altro stato è possibile.</translation>
    </message>
    <message>
        <source>admitted on {day}</source>
        <translation>ammessa il {day}</translation>
    </message>
    <message>
        <source>withdrawn on {day}</source>
        <translation>rinuncia del {day}</translation>
    </message>
    <message>
        <source>number {number} of the reserve</source>
        <translation>riserva n. {number}</translation>
    </message>
    <message>
        <source>Write why: it stays with the application.</source>
        <translation>Scrivi il motivo: resta nella domanda.</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>new</source>
        <translation>nuove</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>cambiano</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>uguali</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>dubbie</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rifiutate</translation>
    </message>
    <message>
        <source>new</source>
        <comment>one row</comment>
        <translation>nuova</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>one row</comment>
        <translation>cambia</translation>
    </message>
    <message>
        <source>the same</source>
        <comment>one row</comment>
        <translation>uguale</translation>
    </message>
    <message>
        <source>doubtful</source>
        <comment>one row</comment>
        <translation>dubbia</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>one row</comment>
        <translation>rifiutata</translation>
    </message>
    <message>
        <source>to fix</source>
        <translation>da correggere</translation>
    </message>
    <message>
        <source>go in</source>
        <translation>entrano</translation>
    </message>
    <message>
        <source>brought up to date</source>
        <translation>aggiornate</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nulla da fare</translation>
    </message>
    <message>
        <source>yours to judge</source>
        <translation>restano fuori</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Store {desk}, encrypted</source>
        <translation>Archivio {desk}, cifrato</translation>
    </message>
    <message>
        <source>Store {desk}</source>
        <translation>Archivio {desk}</translation>
    </message>
    <message>
        <source>Practice store {desk}</source>
        <translation>Archivio di prova {desk}</translation>
    </message>
    <message>
        <source>Practice {desk}</source>
        <translation>Prova {desk}</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Apri le impostazioni</translation>
    </message>
    <message>
        <source>next pane</source>
        <translation>riquadro seguente</translation>
    </message>
    <message>
        <source>Take the cursor to the next pane</source>
        <translation>Porta il cursore al riquadro seguente</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>tasti</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Mostra tutti i tasti</translation>
    </message>
    <message>
        <source>Copy the store now</source>
        <translation>Copia ora l’archivio</translation>
    </message>
    <message>
        <source>No copy</source>
        <translation>Nessuna copia</translation>
    </message>
    <message>
        <source>No copy of the store yet</source>
        <translation>Ancora nessuna copia dell’archivio</translation>
    </message>
    <message>
        <source>Verified copy of {day} at {hour}</source>
        <translation>Copia verificata il {day} alle {hour}</translation>
    </message>
    <message>
        <source>Copy of {day}</source>
        <translation>Copia del {day}</translation>
    </message>
    <message>
        <source>no desk</source>
        <translation>nessuno sportello</translation>
    </message>
    <message>
        <source>1 change not sent</source>
        <translation>1 modifica non inviata</translation>
    </message>
    <message>
        <source>{count} changes not sent</source>
        <translation>{count} modifiche non inviate</translation>
    </message>
    <message>
        <source>{count} to send</source>
        <translation>{count} da inviare</translation>
    </message>
    <message>
        <source>{count} files to read</source>
        <translation>{count} file da leggere</translation>
    </message>
    <message>
        <source>{count} to read</source>
        <translation>{count} da leggere</translation>
    </message>
    <message>
        <source>1 file to read</source>
        <translation>1 file da leggere</translation>
    </message>
    <message>
        <source>{count} conflicts</source>
        <translation>{count} conflitti</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflitto</translation>
    </message>
    <message>
        <source>{count} doubles</source>
        <translation>{count} doppioni</translation>
    </message>
    <message>
        <source>1 double</source>
        <translation>1 doppione</translation>
    </message>
    <message>
        <source>no desk yet</source>
        <translation>ancora nessuno sportello</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>tutto inviato</translation>
    </message>
    <message>
        <source>Exchange: {what}</source>
        <translation>Scambio: {what}</translation>
    </message>
    <message>
        <source>Open the exchange</source>
        <translation>Apri lo scambio</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
</context>
<context>
    <name>TitleRow</name>
    <message>
        <source>Back to the list</source>
        <translation>Torna all’elenco</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Search or command</source>
        <translation>Cerca o comanda</translation>
    </message>
</context>
<context>
    <name>TrialPane</name>
    <message>
        <source>1 remark</source>
        <translation>1 nota</translation>
    </message>
    <message>
        <source>{count} remarks</source>
        <translation>{count} note</translation>
    </message>
    <message>
        <source>Rows to look at</source>
        <translation>Righe da guardare</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Riga</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Esito</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonna</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>TrustPane</name>
    <message>
        <source>Card of another desk</source>
        <translation>Biglietto di un altro sportello</translation>
    </message>
    <message>
        <source>not trusted yet</source>
        <translation>non ancora di fiducia</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Lascia</translation>
    </message>
    <message>
        <source>They are the same: trust it</source>
        <translation>Sono le stesse: dai fiducia</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>Sono le stesse</translation>
    </message>
    <message>
        <source>trusted, words not compared</source>
        <translation>di fiducia, parole non confrontate</translation>
    </message>
    <message>
        <source>If one word differs, the card is not that desk’s.</source>
        <translation>Se una parola è diversa, il biglietto non è di quello sportello.</translation>
    </message>
    <message>
        <source>If one word differs, the card is not that desk’s: revoke the trust.</source>
        <translation>Se una parola è diversa, il biglietto non è di quello sportello: revoca la fiducia.</translation>
    </message>
    <message>
        <source>regional office</source>
        <translation>ufficio regionale</translation>
    </message>
    <message>
        <source>Let {name} read the seven words on its own card to you, by telephone or in person. Are they these?</source>
        <translation>{name}: fatti leggere, al telefono o di persona, le sette parole del suo biglietto. Sono queste?</translation>
    </message>
    <message>
        <source>{desk} is trusted.</source>
        <translation>{desk} è di fiducia.</translation>
    </message>
    <message>
        <source>{changes} that waited for it went in.</source>
        <translation>Sono entrate {changes} che lo aspettavano.</translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Frase segreta</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase segreta</translation>
    </message>
    <message>
        <source>Open the store</source>
        <translation>Apri l’archivio</translation>
    </message>
    <message>
        <source>This desk’s store is encrypted: only its passphrase opens it.</source>
        <translation>L’archivio di questo sportello è cifrato: lo apre solo la sua frase segreta.</translation>
    </message>
    <message>
        <source>Write the passphrase.</source>
        <translation>Scrivi la frase segreta.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Si apre…</translation>
    </message>
    <message>
        <source>The store does not open with this passphrase.</source>
        <translation>L’archivio non si apre con questa frase segreta.</translation>
    </message>
</context>
<context>
    <name>VerbRow</name>
    <message>
        <source>More</source>
        <translation>Altre azioni</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>How far it is</source>
        <translation>Avanzamento</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} di {total}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Mi fermo…</translation>
    </message>
</context>
<context>
    <name>WaitingBand</name>
    <message>
        <source>Print all again</source>
        <translation>Stampa tutte di nuovo</translation>
    </message>
    <message>
        <source>What waits to be printed</source>
        <translation>Che cosa aspetta di essere stampato</translation>
    </message>
    <message>
        <source>1 paper waits to be printed</source>
        <translation>1 carta aspetta di essere stampata</translation>
    </message>
    <message>
        <source>{count} papers wait to be printed</source>
        <translation>{count} carte aspettano di essere stampate</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Stampa di nuovo</translation>
    </message>
    <message>
        <source>Other printer</source>
        <translation>Altra stampante</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Togli</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Annulla (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Nothing to undo in this sitting.</source>
        <translation>Non c’è nulla da annullare in questa seduta.</translation>
    </message>
    <message>
        <source>Undone: what was shown before is back, the conflict stays decided.</source>
        <translation>Annullato: torna ciò che si vedeva prima, il conflitto resta deciso.</translation>
    </message>
    <message>
        <source>Undone in part: {kept} were changed since and stay as they are.</source>
        <translation>Annullato in parte: {kept} sono cambiati dopo e restano come sono.</translation>
    </message>
    <message>
        <source>Not finished yet: “{doing}”.</source>
        <translation>Non ho ancora finito: «{doing}».</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Aspetta</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>Interrompi e chiudi</translation>
    </message>
    <message>
        <source>Undone: everything is as before.</source>
        <translation>Annullato: tutto è come prima.</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Annullo</translation>
    </message>
    <message>
        <source>The program failed at this. What was saved is safe; the log says where.</source>
        <translation>Qui il programma si è bloccato. Quello che era salvato è al sicuro; il registro dei guasti dice dove.</translation>
    </message>
</context>
<context>
    <name>_CardWords</name>
    <message>
        <source>State of the application</source>
        <translation>Stato della domanda</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Allegati</translation>
    </message>
    <message>
        <source>PDF, JPG or PNG up to 10 MB</source>
        <translation>PDF, JPG o PNG fino a 10 MB</translation>
    </message>
</context>
<context>
    <name>_KeyNames</name>
    <message>
        <source>Enter</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>Pag↓</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maiusc</translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <source>Place</source>
        <translation>Pos.</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivata il</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Perché</translation>
    </message>
    <message>
        <source>R{number}</source>
        <translation>R{number}</translation>
    </message>
</context>
<context>
    <name>_Words</name>
    <message>
        <source>Applications by outcome</source>
        <translation>Domande per esito</translation>
    </message>
    <message>
        <source>N.</source>
        <translation>N.</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivata il</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Fascicolo</translation>
    </message>
    <message>
        <source>The first reason</source>
        <translation>Primo motivo</translation>
    </message>
    <message>
        <source>{count} reasons: {reason}</source>
        <translation>{count} motivi: {reason}</translation>
    </message>
    <message>
        <source>not as kept: {reason}</source>
        <translation>diverso da com’era: {reason}</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 avviso</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} avvisi</translation>
    </message>
    <message>
        <source>all in order</source>
        <translation>tutto in ordine</translation>
    </message>
</context>
</TS>
