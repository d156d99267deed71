BEGIN TRANSACTION;
CREATE TABLE questions (  -- each as it was asked, so that a later edit hides nothing
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
    skill TEXT NOT NULL, move TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
);
INSERT INTO "questions" VALUES(1,'cef7aed0eeead258','bridge-in-may','certainty','','choice','{"kind":"choice","id":"bridge-in-may","skill":"certainty","stem":"What may you tell a friend about the opening?","explanation":"A plan is a plan: name whose it is [1]. As it came, June was the month [2].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"should open in May","says":""},{"source":"county-record","at":"","quote":"","says":"The footbridge was opened on 12 June."}],"passage":"The Lantern writes: the footbridge “should open in May”, the mayor said on Tuesday.","move":"","habit":"","verdict":"supported","as_of":null,"quote_reason":"","allow":{},"options":[{"text":"The mayor expects it in May.","why":"It keeps the speaker, and “expects” is as sure as “should”.","right":true,"leans":null},{"text":"The bridge will open in May.","why":"“Should” has become “will”, and the mayor is gone.","right":false,"leans":"trust"},{"text":"Its opening is a mere guess.","why":"The mayor may know. The report gives a plan, which is something.","right":false,"leans":"doubt"}],"fixed":false}');
INSERT INTO "questions" VALUES(2,'43410f0a440c7397','ferry-interest','source','','choice','{"kind":"choice","id":"ferry-interest","skill":"source","stem":"What does this tell you about the blog?","explanation":"The blog says openly what its writer does [1]. That is to its credit, and worth knowing.","cites":[{"source":"ferry-blog","at":"¶1","quote":"I run the ferry","says":""}],"passage":"A blog on the bridge says of its writer: “I run the ferry”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"Its writer has a stake in it.","why":"A bridge may cost a ferry its passengers, so the writer has an interest.","right":true,"leans":null},{"text":"What it says is made up.","why":"An interest is a reason to check, and no proof that something is false.","right":false,"leans":"doubt"},{"text":"Its writer knows the plans.","why":"To work on the river is not to have seen the papers.","right":false,"leans":"trust"},{"text":"The town has paid for it.","why":"Nothing here says so.","right":false,"leans":"doubt"}],"fixed":false}');
INSERT INTO "questions" VALUES(3,'76b14a1d01e87b2e','when-written','source','','choice','{"kind":"choice","id":"when-written","skill":"source","stem":"When was the blog most likely written?","explanation":"What a page looks back on and forward to dates it: the report is behind it [1], April is ahead [2].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"said on Tuesday","says":""},{"source":"ferry-blog","at":"¶3","quote":"a dry April","says":""}],"passage":"The blog bears no day. It answers a report of 4 March and hopes for “a dry April”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"In February","why":"It answers a report that was not out yet.","right":false,"leans":null},{"text":"In March","why":"After the report of 4 March, and with April still to come.","right":true,"leans":null},{"text":"In May","why":"April would be over, and no longer hoped for.","right":false,"leans":null}],"fixed":true}');
INSERT INTO "questions" VALUES(4,'d5995185b174c3e5','page-tells','source','','multi','{"kind":"multi","id":"page-tells","skill":"source","stem":"Which of these does the page tell you? Pick all that apply.","explanation":"Read the small lines above a report for what each is about [1].","cites":[{"source":"lantern-bridge","at":"headline","quote":"Mayor Says","says":""}],"passage":"Above the report stand a name, “4 March” and a picture “from the archive”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"Who wrote the report","why":"The name above it is the writer''s.","right":true,"leans":null},{"text":"On which day it ran","why":"It says 4 March.","right":true,"leans":null},{"text":"When the picture was taken","why":"“From the archive” says only that it is older.","right":false,"leans":"trust"},{"text":"Who built the footbridge","why":"No builder is named.","right":false,"leans":"trust"}],"fixed":false}');
INSERT INTO "questions" VALUES(5,'43ff3a73ef9d337a','fact-or-forecast','certainty','','sort','{"kind":"sort","id":"fact-or-forecast","skill":"certainty","stem":"Sort the three lines from the two pieces.","explanation":"A forecast may be a good one [1]. It becomes a fact when it has come true.","cites":[{"source":"lantern-bridge","at":"¶2","quote":"not been ordered","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"labels":["Fact","Forecast"],"rows":[{"text":"The railings are not ordered.","label":"Fact","why":"It can be looked up today."},{"text":"The bridge should open in May.","label":"Forecast","why":"May is still to come."},{"text":"The ferry will lose its passengers.","label":"Forecast","why":"It speaks of a time after the opening."}],"fixed":false}');
INSERT INTO "questions" VALUES(6,'9917ab65dcc1afea','least-to-most','certainty','','order','{"kind":"order","id":"least-to-most","skill":"certainty","stem":"Put the wordings in order, from the least sure to the surest.","explanation":"One verb carries how sure a sentence is. The report has the one in the middle [1].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"should open in May","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"steps":[{"text":"The bridge might open in May.","why":"“Might” leaves everything open."},{"text":"The bridge should open in May.","why":"“Should” is a plan."},{"text":"The bridge is certain to open in May.","why":"“Certain” leaves nothing open."}],"ends":["least sure","surest"]}');
INSERT INTO "questions" VALUES(7,'073547e509c79749','the-hedge','certainty','','spot','{"kind":"spot","id":"the-hedge","skill":"certainty","stem":"Which words keep the engineer''s opinion at a distance?","explanation":"Two steps lie between the engineer and you [1].","cites":[{"source":"lantern-bridge","at":"¶3","quote":"is said to have said","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"parts":[{"text":"The timetable is","right":false,"why":""},{"text":"brave,","right":false,"why":"This is the opinion itself."},{"text":"an engineer","right":false,"why":"This says who holds it, though not the name."},{"text":"is said to have said,","right":true,"why":"Not even the report vouches that it was said."},{"text":"and the railings are","right":false,"why":""},{"text":"not ordered.","right":false,"why":"This is said flatly."}]}');
INSERT INTO "questions" VALUES(8,'fc33f3c3aef00930','which-month','source','','short','{"kind":"short","id":"which-month","skill":"source","stem":"In which month does the report expect the opening? Type one word.","explanation":"The headline and the first sentence agree [1]. They need not: read both.","cites":[{"source":"lantern-bridge","at":"headline","quote":"Will Open in May","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"accept":["May","in May","May 2031"],"reject":[],"units":[]}');
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, bank TEXT NOT NULL,
    began INTEGER NOT NULL CHECK (began BETWEEN 0 AND 253402300799999),
    touched INTEGER NOT NULL, at INTEGER NOT NULL CHECK (at >= 0),
    exam INTEGER NOT NULL CHECK (exam IN (0, 1)), over INTEGER NOT NULL CHECK (over IN (0, 1)),
    asked INTEGER NOT NULL, answered INTEGER NOT NULL, right INTEGER NOT NULL,
    points REAL NOT NULL
);
INSERT INTO "rounds" VALUES(1,'5674d045cb914ba9a240788ce37558ae','own',1930467620000,1930467640000,7,0,1,8,8,7,14.0);
INSERT INTO "rounds" VALUES(2,'d0c17caee92143bcafcb5ee4e1430fd2','own',1930467680000,1930467700000,3,0,0,8,3,3,8.0);
INSERT INTO "rounds" VALUES(3,'927af32e4df44680bcacdfdc4f6ca147','own',1930467740000,1930467760000,7,1,1,8,8,7,10.0);
INSERT INTO "rounds" VALUES(4,'2177c87295c24850abc390984c2129ff','own',1930467800000,1930467820000,4,1,0,8,4,4,8.0);
CREATE TABLE schedules (  -- when questions come back: follows from the answers, kept for speed
    bank TEXT PRIMARY KEY, turn INTEGER NOT NULL, due TEXT NOT NULL
);
INSERT INTO "schedules" VALUES('own',23,'{"bridge-in-may":["2031-03-25T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",19.914659488608077,1.0,3,true,12],"ferry-interest":["2031-03-09T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",3.946054067969477,4.010608969296839,1,true,13],"when-written":["2031-03-06T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",1.3358997622047517,6.733898182869418,1,true,14],"page-tells":["2031-03-06T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",1.3358997622047517,5.102286904192293,2,true,15],"fact-or-forecast":["2031-03-08T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",2.5625081682260777,7.0269895692968385,3,false,16],"least-to-most":["2031-03-06T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",1.2931,6.7404595108297,1,true,17],"the-hedge":["2031-03-13T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",8.2956,1.0,2,true,18],"which-month":["2031-03-06T09:02:40Z","2031-03-05T09:02:40Z","2031-03-05T09:02:40Z",0.42437996387663374,5.200020369516838,3,true,19]}');
CREATE TABLE slots (
    round INTEGER NOT NULL REFERENCES rounds, n INTEGER NOT NULL,
    place INTEGER,  -- where it stands in the round; NULL once it was left out or asked anew
    question INTEGER NOT NULL REFERENCES questions, arrangement TEXT NOT NULL,
    skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, looked INTEGER NOT NULL,
    response TEXT, certainty INTEGER CHECK (certainty BETWEEN 1 AND 3), seconds REAL,
    right INTEGER, share REAL, points REAL, trust INTEGER, doubt INTEGER,
    answered INTEGER,  -- milliseconds since 1970 in UTC, as the clock had it
    turn INTEGER,  -- the order in which answers came, whatever the clock did
    PRIMARY KEY (round, n),
    -- A check of the file looks at these, so what passes it can be read.
    CHECK (typeof(arrangement) = 'text' AND typeof(response) IN ('text', 'null')),
    CHECK (typeof(seconds) IN ('real', 'null') AND typeof(share) IN ('real', 'null')),
    CHECK (typeof(points) IN ('real', 'null') AND typeof(turn) IN ('integer', 'null')),
    CHECK (typeof(trust) IN ('integer', 'null') AND typeof(doubt) IN ('integer', 'null')),
    CHECK (answered BETWEEN 0 AND 253402300799999),  -- to the end of the year 9999
    CHECK ((answered IS NULL) = (certainty IS NULL) AND (turn IS NULL OR certainty))
) WITHOUT ROWID;
INSERT INTO "slots" VALUES(1,0,0,1,'[0,2,1]',0,0,0,'[0]',3,2.5,1,1.0,3.0,0,0,1930467640000,1);
INSERT INTO "slots" VALUES(1,1,1,2,'[3,1,0,2]',0,0,0,'[0]',2,2.5,1,1.0,2.0,0,0,1930467640000,2);
INSERT INTO "slots" VALUES(1,2,2,3,'[0,1,2]',0,0,0,'[1]',1,2.5,1,1.0,1.0,0,0,1930467640000,3);
INSERT INTO "slots" VALUES(1,3,3,4,'[3,2,1,0]',0,0,0,'[1,0]',1,2.5,1,1.0,1.0,0,0,1930467640000,4);
INSERT INTO "slots" VALUES(1,4,4,5,'[0,2,1]',0,0,0,'[0,1,1]',3,2.5,1,1.0,3.0,0,0,1930467640000,5);
INSERT INTO "slots" VALUES(1,5,5,6,'[1,0,2]',0,0,0,'[0,1,2]',1,2.5,1,1.0,1.0,0,0,1930467640000,6);
INSERT INTO "slots" VALUES(1,6,6,7,'[0,1,2,3,4,5]',0,0,0,'[3]',3,2.5,1,1.0,3.0,0,0,1930467640000,7);
INSERT INTO "slots" VALUES(1,7,7,8,'[]',0,0,0,'"?"',1,2.5,0,0.0,0.0,0,0,1930467640000,8);
INSERT INTO "slots" VALUES(2,0,0,1,'[1,2,0]',0,0,0,'[0]',3,2.5,1,1.0,3.0,0,0,1930467700000,9);
INSERT INTO "slots" VALUES(2,1,1,2,'[2,3,0,1]',0,0,0,'[0]',3,2.5,1,1.0,3.0,0,0,1930467700000,10);
INSERT INTO "slots" VALUES(2,2,2,3,'[0,1,2]',0,0,0,'[1]',2,2.5,1,1.0,2.0,0,0,1930467700000,11);
INSERT INTO "slots" VALUES(2,3,3,4,'[2,1,0,3]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(2,4,4,5,'[2,1,0]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(2,5,5,6,'[1,0,2]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(2,6,6,7,'[0,1,2,3,4,5]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(2,7,7,8,'[]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(3,0,0,1,'[0,1,2]',0,0,0,'[0]',3,2.5,1,1.0,3.0,0,0,1930467760000,12);
INSERT INTO "slots" VALUES(3,1,1,2,'[0,2,1,3]',0,0,0,'[0]',1,2.5,1,1.0,1.0,0,0,1930467760000,13);
INSERT INTO "slots" VALUES(3,2,2,3,'[0,1,2]',0,0,0,'[1]',1,2.5,1,1.0,1.0,0,0,1930467760000,14);
INSERT INTO "slots" VALUES(3,3,3,4,'[1,3,2,0]',0,0,0,'[1,0]',2,2.5,1,1.0,2.0,0,0,1930467760000,15);
INSERT INTO "slots" VALUES(3,4,4,5,'[2,1,0]',0,0,0,'[1,1,0]',3,2.5,0,3.33333333333333314829e-01,-3.0,0,0,1930467760000,16);
INSERT INTO "slots" VALUES(3,5,5,6,'[0,2,1]',0,0,0,'[0,1,2]',1,2.5,1,1.0,1.0,0,0,1930467760000,17);
INSERT INTO "slots" VALUES(3,6,6,7,'[0,1,2,3,4,5]',0,0,0,'[3]',2,2.5,1,1.0,2.0,0,0,1930467760000,18);
INSERT INTO "slots" VALUES(3,7,7,8,'[]',0,0,0,'"May"',3,2.5,1,1.0,3.0,0,0,1930467760000,19);
INSERT INTO "slots" VALUES(4,0,0,1,'[1,2,0]',0,0,0,'[0]',1,2.5,1,1.0,1.0,0,0,1930467820000,20);
INSERT INTO "slots" VALUES(4,1,1,2,'[2,1,0,3]',0,0,0,'[0]',2,2.5,1,1.0,2.0,0,0,1930467820000,21);
INSERT INTO "slots" VALUES(4,2,2,3,'[0,1,2]',0,0,0,'[1]',2,2.5,1,1.0,2.0,0,0,1930467820000,22);
INSERT INTO "slots" VALUES(4,3,3,4,'[3,0,2,1]',0,0,0,'[0,1]',3,2.5,1,1.0,3.0,0,0,1930467820000,23);
INSERT INTO "slots" VALUES(4,4,4,5,'[1,0,2]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(4,5,5,6,'[1,2,0]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(4,6,6,7,'[0,1,2,3,4,5]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(4,7,7,8,'[]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX rounds_of_bank ON rounds (bank, began);
CREATE UNIQUE INDEX slots_in_turn ON slots (turn) WHERE turn IS NOT NULL;
COMMIT;
