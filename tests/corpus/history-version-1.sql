BEGIN TRANSACTION;
CREATE TABLE questions (  -- each as it was asked, so that a later edit hides nothing
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
    skill TEXT NOT NULL, move TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
);
INSERT INTO "questions" VALUES(1,'d5995185b174c3e5','page-tells','source','','multi','{"kind":"multi","id":"page-tells","title":"The top of a report","skill":"source","stem":"Which of these does the page tell you? Pick all that apply.","explanation":"Read the small lines above a report for what each is about [1].","cites":[{"source":"lantern-bridge","at":"headline","quote":"Mayor Says","says":""}],"passage":"Above the report stand a name, “4 March” and a picture “from the archive”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"Who wrote the report","why":"The name above it is the writer''s.","right":true,"leans":null},{"text":"On which day it ran","why":"It says 4 March.","right":true,"leans":null},{"text":"When the picture was taken","why":"“From the archive” says only that it is older.","right":false,"leans":"trust"},{"text":"Who built the footbridge","why":"No builder is named.","right":false,"leans":"trust"}],"fixed":false}');
INSERT INTO "questions" VALUES(2,'76b14a1d01e87b2e','when-written','source','','choice','{"kind":"choice","id":"when-written","title":"A blog without a date","skill":"source","stem":"When was the blog most likely written?","explanation":"What a page looks back on and forward to dates it: the report is behind it [1], April is ahead [2].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"said on Tuesday","says":""},{"source":"ferry-blog","at":"¶3","quote":"a dry April","says":""}],"passage":"The blog bears no day. It answers a report of 4 March and hopes for “a dry April”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"In February","why":"It answers a report that was not out yet.","right":false,"leans":null},{"text":"In March","why":"After the report of 4 March, and with April still to come.","right":true,"leans":null},{"text":"In May","why":"April would be over, and no longer hoped for.","right":false,"leans":null}],"fixed":true}');
INSERT INTO "questions" VALUES(3,'cef7aed0eeead258','bridge-in-may','certainty','','choice','{"kind":"choice","id":"bridge-in-may","title":"The Lantern on the footbridge","skill":"certainty","stem":"What may you tell a friend about the opening?","explanation":"A plan is a plan: name whose it is [1]. As it came, June was the month [2].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"should open in May","says":""},{"source":"county-record","at":"","quote":"","says":"The footbridge was opened on 12 June."}],"passage":"The Lantern writes: the footbridge “should open in May”, the mayor said on Tuesday.","move":"","habit":"","verdict":"supported","as_of":null,"quote_reason":"","allow":{},"options":[{"text":"The mayor expects it in May.","why":"It keeps the speaker, and “expects” is as sure as “should”.","right":true,"leans":null},{"text":"The bridge will open in May.","why":"“Should” has become “will”, and the mayor is gone.","right":false,"leans":"trust"},{"text":"Its opening is a mere guess.","why":"The mayor may know. The report gives a plan, which is something.","right":false,"leans":"doubt"}],"fixed":false}');
INSERT INTO "questions" VALUES(4,'fc33f3c3aef00930','which-month','source','','short','{"kind":"short","id":"which-month","title":null,"skill":"source","stem":"In which month does the report expect the opening? Type one word.","explanation":"The headline and the first sentence agree [1]. They need not: read both.","cites":[{"source":"lantern-bridge","at":"headline","quote":"Will Open in May","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"accept":["May","in May","May 2031"],"reject":[],"number":null,"within":0.0,"units":[],"case":false}');
INSERT INTO "questions" VALUES(5,'43ff3a73ef9d337a','fact-or-forecast','certainty','','sort','{"kind":"sort","id":"fact-or-forecast","title":"Three lines on the bridge","skill":"certainty","stem":"Sort the three lines from the two pieces.","explanation":"A forecast may be a good one [1]. It becomes a fact when it has come true.","cites":[{"source":"lantern-bridge","at":"¶2","quote":"not been ordered","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"labels":["Fact","Forecast"],"rows":[{"text":"The railings are not ordered.","label":"Fact","why":"It can be looked up today."},{"text":"The bridge should open in May.","label":"Forecast","why":"May is still to come."},{"text":"The ferry will lose its passengers.","label":"Forecast","why":"It speaks of a time after the opening."}],"fixed":false}');
INSERT INTO "questions" VALUES(6,'9917ab65dcc1afea','least-to-most','certainty','','order','{"kind":"order","id":"least-to-most","title":"Open, more or less","skill":"certainty","stem":"Put the wordings in order, from the least sure to the surest.","explanation":"One verb carries how sure a sentence is. The report has the one in the middle [1].","cites":[{"source":"lantern-bridge","at":"¶1","quote":"should open in May","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"steps":[{"text":"The bridge might open in May.","why":"“Might” leaves everything open."},{"text":"The bridge should open in May.","why":"“Should” is a plan."},{"text":"The bridge is certain to open in May.","why":"“Certain” leaves nothing open."}],"ends":["least sure","surest"]}');
INSERT INTO "questions" VALUES(7,'073547e509c79749','the-hedge','certainty','','spot','{"kind":"spot","id":"the-hedge","title":"An engineer on the timetable","skill":"certainty","stem":"Which words keep the engineer''s opinion at a distance?","explanation":"Two steps lie between the engineer and you [1].","cites":[{"source":"lantern-bridge","at":"¶3","quote":"is said to have said","says":""}],"passage":"","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"parts":[{"text":"The timetable is","right":false,"why":""},{"text":"brave,","right":false,"why":"This is the opinion itself."},{"text":"an engineer","right":false,"why":"This says who holds it, though not the name."},{"text":"is said to have said,","right":true,"why":"Not even the report vouches that it was said."},{"text":"and the railings are","right":false,"why":""},{"text":"not ordered.","right":false,"why":"This is said flatly."}]}');
INSERT INTO "questions" VALUES(8,'43410f0a440c7397','ferry-interest','source','','choice','{"kind":"choice","id":"ferry-interest","title":"A blog by the river","skill":"source","stem":"What does this tell you about the blog?","explanation":"The blog says openly what its writer does [1]. That is to its credit, and worth knowing.","cites":[{"source":"ferry-blog","at":"¶1","quote":"I run the ferry","says":""}],"passage":"A blog on the bridge says of its writer: “I run the ferry”.","move":"","habit":"","verdict":null,"as_of":null,"quote_reason":"","allow":{},"options":[{"text":"Its writer has a stake in it.","why":"A bridge may cost a ferry its passengers, so the writer has an interest.","right":true,"leans":null},{"text":"What it says is made up.","why":"An interest is a reason to check, and no proof that something is false.","right":false,"leans":"doubt"},{"text":"Its writer knows the plans.","why":"To work on the river is not to have seen the papers.","right":false,"leans":"trust"},{"text":"The town has paid for it.","why":"Nothing here says so.","right":false,"leans":"doubt"}],"fixed":false}');
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, bank TEXT NOT NULL,
    began INTEGER NOT NULL CHECK (began BETWEEN 0 AND 253402300799999),
    touched INTEGER NOT NULL, at INTEGER NOT NULL CHECK (at >= 0),
    exam INTEGER NOT NULL CHECK (exam IN (0, 1)), over INTEGER NOT NULL CHECK (over IN (0, 1)),
    asked INTEGER NOT NULL, answered INTEGER NOT NULL, right INTEGER NOT NULL,
    points INTEGER NOT NULL
);
INSERT INTO "rounds" VALUES(1,'d24b545f460c40d6a5a8db480fed8ecf','own',1930478420000,1930478760000,7,0,1,8,7,3,-3);
INSERT INTO "rounds" VALUES(2,'f6a4e741450b43759e42ce5e8c4f3d21','own',1930565180000,1930565520000,7,0,1,8,7,6,5);
INSERT INTO "rounds" VALUES(3,'ed45091f8f67476c8151715c621110ac','own',1930651940000,1930652280000,7,0,1,8,7,3,-8);
INSERT INTO "rounds" VALUES(4,'7e2cbf10f4694b2face56e04c8a5feb4','own',1930738700000,1930739040000,7,0,1,8,6,2,-8);
INSERT INTO "rounds" VALUES(5,'338c947423dd4f8aa574789f80bc2d7a','own',1930825460000,1930825800000,7,1,1,8,8,5,11);
INSERT INTO "rounds" VALUES(6,'8278102a85bf4d3fa6eccd1a67b38236','own',1930912220000,1930912420000,4,1,0,8,5,2,-9);
INSERT INTO "rounds" VALUES(7,'1a61a64f3e614f7584313b9771f6aedf','file:other.toml',1930998840000,1930999180000,7,0,1,8,8,2,-17);
INSERT INTO "rounds" VALUES(8,'f279f7e463d54e3f84c31467c3536fb7','own',1931085600000,1931085800000,4,0,0,8,5,2,-6);
CREATE TABLE schedules (  -- when questions come back: follows from the answers, kept for speed
    bank TEXT PRIMARY KEY, turn INTEGER NOT NULL, due TEXT NOT NULL
);
INSERT INTO "schedules" VALUES('own',53,'{"page-tells":["2031-03-13T12:41:20Z","2031-03-12T12:41:20Z","2031-03-12T12:41:20Z",0.4315696291310015,9.654642030057351,2,false,50],"when-written":["2031-03-10T12:29:00Z","2031-03-09T12:29:00Z","2031-03-09T12:29:00Z",1.3496360899926854,9.254506910795776,3,true,34],"bridge-in-may":["2031-03-31T12:43:20Z","2031-03-12T12:43:20Z","2031-03-12T12:43:20Z",18.553578060098207,5.677421390325791,2,true,53],"which-month":["2031-03-20T12:27:40Z","2031-03-09T12:27:40Z","2031-03-09T12:27:40Z",11.177596377645276,5.687880901930884,3,true,32],"least-to-most":["2031-03-10T12:25:00Z","2031-03-09T12:25:00Z","2031-03-09T12:25:00Z",0.4493789751468856,9.008020057195637,2,false,28],"the-hedge":["2031-03-13T12:42:40Z","2031-03-12T12:42:40Z","2031-03-12T12:42:40Z",0.09136830436686681,9.893698399114854,2,false,52],"ferry-interest":["2031-03-13T12:42:00Z","2031-03-12T12:42:00Z","2031-03-12T12:42:00Z",0.5323948364722864,9.58719858760393,3,false,51],"fact-or-forecast":["2031-03-13T12:40:40Z","2031-03-12T12:40:40Z","2031-03-12T12:40:40Z",0.4509262855209726,9.79062488139678,2,true,49]}');
CREATE TABLE slots (
    round INTEGER NOT NULL REFERENCES rounds, n INTEGER NOT NULL,
    place INTEGER,  -- where it stands in the round; NULL once it was left out or asked anew
    question INTEGER NOT NULL REFERENCES questions, arrangement TEXT NOT NULL,
    skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, looked INTEGER NOT NULL,
    response TEXT, certainty INTEGER CHECK (certainty BETWEEN 1 AND 3), seconds REAL,
    right INTEGER, share REAL, points INTEGER, trust INTEGER, doubt INTEGER,
    answered INTEGER,  -- milliseconds since 1970 in UTC, as the clock had it
    turn INTEGER,  -- the order in which answers came, whatever the clock did
    PRIMARY KEY (round, n),
    -- A check of the file looks at these, so what passes it can be read.
    CHECK (typeof(arrangement) = 'text' AND typeof(response) IN ('text', 'null')),
    CHECK (typeof(seconds) IN ('real', 'null') AND typeof(share) IN ('real', 'null')),
    CHECK (typeof(points) IN ('integer', 'null') AND typeof(turn) IN ('integer', 'null')),
    CHECK (typeof(trust) IN ('integer', 'null') AND typeof(doubt) IN ('integer', 'null')),
    CHECK (answered BETWEEN 0 AND 253402300799999),  -- to the end of the year 9999
    CHECK ((answered IS NULL) = (certainty IS NULL) AND (turn IS NULL OR certainty))
) WITHOUT ROWID;
INSERT INTO "slots" VALUES(1,0,0,1,'[3,2,1,0]',0,0,1,'[0,1]',3,28.0,1,1.0,3,0,0,1930478460000,1);
INSERT INTO "slots" VALUES(1,1,1,2,'[0,1,2]',0,0,0,'[1]',1,12.0,1,1.0,1,0,0,1930478500000,2);
INSERT INTO "slots" VALUES(1,2,2,3,'[1,2,0]',0,0,0,'[1]',1,29.5,0,0.0,0,1,0,1930478540000,3);
INSERT INTO "slots" VALUES(1,3,3,4,'[]',0,0,0,'"June"',3,10.0,0,0.0,-6,0,0,1930478580000,4);
INSERT INTO "slots" VALUES(1,4,4,5,'[0,1,2]',1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(1,5,5,6,'[2,0,1]',0,0,0,'[0,1,2]',3,29.0,1,1.0,3,0,0,1930478660000,5);
INSERT INTO "slots" VALUES(1,6,6,7,'[0,1,2,3,4,5]',0,0,0,'[2,5]',2,21.5,0,0.0,-2,0,0,1930478700000,6);
INSERT INTO "slots" VALUES(1,7,7,8,'[2,3,1,0]',0,0,0,'[1]',2,10.5,0,0.0,-2,0,1,1930478740000,7);
INSERT INTO "slots" VALUES(2,0,0,3,'[1,2,0]',0,0,0,'[0]',2,5.5,1,1.0,2,0,0,1930565220000,8);
INSERT INTO "slots" VALUES(2,1,1,4,'[]',0,0,0,'"May"',2,26.5,1,1.0,2,0,0,1930565260000,9);
INSERT INTO "slots" VALUES(2,2,2,7,'[0,1,2,3,4,5]',0,0,0,'[3]',1,11.5,1,1.0,1,0,0,1930565300000,10);
INSERT INTO "slots" VALUES(2,3,3,1,'[2,3,1,0]',0,0,0,'[0,1]',3,5.0,1,1.0,3,0,0,1930565340000,11);
INSERT INTO "slots" VALUES(2,4,4,2,'[0,1,2]',0,0,0,'[2]',3,12.5,0,0.0,-6,0,0,1930565380000,12);
INSERT INTO "slots" VALUES(2,5,5,5,'[0,1,2]',0,1,0,'[0,1,1]',1,27.0,1,1.0,1,0,0,1930565420000,13);
INSERT INTO "slots" VALUES(2,6,6,8,'[3,1,0,2]',0,0,0,'[0]',2,22.0,1,1.0,2,0,0,1930565460000,14);
INSERT INTO "slots" VALUES(2,7,7,6,'[0,2,1]',1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(3,0,0,4,'[]',0,0,0,'"May"',1,4.0,1,1.0,1,0,0,1930651980000,15);
INSERT INTO "slots" VALUES(3,1,1,2,'[0,1,2]',0,1,0,'[2]',3,7.0,0,0.0,-6,0,0,1930652020000,16);
INSERT INTO "slots" VALUES(3,2,2,8,'[2,3,1,0]',0,0,0,'[1]',2,3.5,0,0.0,-2,0,1,1930652060000,17);
INSERT INTO "slots" VALUES(3,3,3,7,'[0,1,2,3,4,5]',1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(3,4,4,1,'[2,1,0,3]',0,0,0,'[0,2,3]',2,18.0,0,0.0,-2,2,0,1930652140000,18);
INSERT INTO "slots" VALUES(3,5,5,5,'[0,2,1]',0,1,0,'[0,1,0]',2,8.5,0,6.66666666666666629659e-01,-2,0,0,1930652180000,19);
INSERT INTO "slots" VALUES(3,6,6,3,'[1,0,2]',0,1,0,'[0]',1,19.0,1,1.0,1,0,0,1930652220000,20);
INSERT INTO "slots" VALUES(3,7,7,6,'[2,0,1]',0,0,0,'[0,1,2]',2,7.0,1,1.0,2,0,0,1930652260000,21);
INSERT INTO "slots" VALUES(4,0,0,6,'[0,2,1]',0,0,0,'[1,2,0]',2,4.5,0,3.33333333333333314829e-01,-2,0,0,1930738740000,22);
INSERT INTO "slots" VALUES(4,1,1,3,'[2,1,0]',0,0,0,'[0]',3,23.5,1,1.0,3,0,0,1930738780000,23);
INSERT INTO "slots" VALUES(4,2,2,2,'[0,1,2]',1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(4,3,3,5,'[1,2,0]',0,0,0,'[1,0,0]',3,22.5,0,0.0,-6,0,0,1930738860000,24);
INSERT INTO "slots" VALUES(4,4,4,7,'[0,1,2,3,4,5]',0,0,0,'[5,1]',1,9.0,0,0.0,0,0,0,1930738900000,25);
INSERT INTO "slots" VALUES(4,5,5,4,'[]',0,0,1,'"May"',3,10.5,1,1.0,3,0,0,1930738940000,26);
INSERT INTO "slots" VALUES(4,6,6,8,'[0,3,1,2]',1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(4,7,7,1,'[3,0,1,2]',0,0,0,'[1,3]',3,21.5,0,0.0,-6,1,0,1930739020000,27);
INSERT INTO "slots" VALUES(5,0,0,6,'[1,0,2]',0,1,0,'[1,0,2]',2,9.5,0,6.66666666666666629659e-01,-2,0,0,1930825500000,28);
INSERT INTO "slots" VALUES(5,1,1,7,'[0,1,2,3,4,5]',0,0,0,'[1,5]',1,22.0,0,0.0,0,0,0,1930825540000,29);
INSERT INTO "slots" VALUES(5,2,2,5,'[0,2,1]',0,0,0,'[1,1,1]',1,22.5,0,6.66666666666666629659e-01,0,0,0,1930825580000,30);
INSERT INTO "slots" VALUES(5,3,3,1,'[2,3,0,1]',0,0,0,'[0,1]',2,29.0,1,1.0,2,0,0,1930825620000,31);
INSERT INTO "slots" VALUES(5,4,4,4,'[]',0,0,0,'"May"',3,7.5,1,1.0,3,0,0,1930825660000,32);
INSERT INTO "slots" VALUES(5,5,5,3,'[1,2,0]',0,0,0,'[0]',3,7.0,1,1.0,3,0,0,1930825700000,33);
INSERT INTO "slots" VALUES(5,6,6,2,'[0,1,2]',0,0,0,'[1]',3,2.5,1,1.0,3,0,0,1930825740000,34);
INSERT INTO "slots" VALUES(5,7,7,8,'[3,0,1,2]',0,0,0,'[0]',2,6.0,1,1.0,2,0,0,1930825780000,35);
INSERT INTO "slots" VALUES(6,0,0,8,'[0,2,1,3]',0,0,0,'[3]',3,22.0,0,0.0,-6,0,1,1930912260000,36);
INSERT INTO "slots" VALUES(6,1,1,1,'[3,2,0,1]',0,0,0,'[0,1]',3,14.0,1,1.0,3,0,0,1930912300000,37);
INSERT INTO "slots" VALUES(6,2,2,6,'[1,0,2]',0,0,1,'[1,0,2]',3,28.0,0,6.66666666666666629659e-01,-6,0,0,1930912340000,38);
INSERT INTO "slots" VALUES(6,3,3,5,'[0,1,2]',0,0,0,'[0,1,1]',2,8.5,1,1.0,2,0,0,1930912380000,39);
INSERT INTO "slots" VALUES(6,4,4,7,'[0,1,2,3,4,5]',0,0,0,'[1]',2,23.0,0,0.0,-2,0,0,1930912420000,40);
INSERT INTO "slots" VALUES(6,5,5,2,'[0,1,2]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(6,6,6,3,'[0,1,2]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(6,7,7,4,'[]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(7,0,0,2,'[0,1,2]',0,0,0,'[2]',1,22.0,0,0.0,0,0,0,1930998880000,41);
INSERT INTO "slots" VALUES(7,1,1,4,'[]',0,0,0,'"June"',3,15.0,0,0.0,-6,0,0,1930998920000,42);
INSERT INTO "slots" VALUES(7,2,2,6,'[1,0,2]',0,0,0,'[0,1,2]',2,25.0,1,1.0,2,0,0,1930998960000,43);
INSERT INTO "slots" VALUES(7,3,3,7,'[0,1,2,3,4,5]',0,0,0,'[5,2]',3,15.0,0,0.0,-6,0,0,1930999000000,44);
INSERT INTO "slots" VALUES(7,4,4,5,'[1,0,2]',0,0,1,'[1,1,0]',2,8.0,0,3.33333333333333314829e-01,-2,0,0,1930999040000,45);
INSERT INTO "slots" VALUES(7,5,5,3,'[2,0,1]',0,0,0,'[2]',3,28.5,0,0.0,-6,0,1,1930999080000,46);
INSERT INTO "slots" VALUES(7,6,6,8,'[2,3,0,1]',0,0,0,'[0]',1,18.5,1,1.0,1,0,0,1930999120000,47);
INSERT INTO "slots" VALUES(7,7,7,1,'[1,2,3,0]',0,1,0,'[3]',1,26.5,0,0.0,0,1,0,1930999160000,48);
INSERT INTO "slots" VALUES(8,0,0,5,'[2,0,1]',0,0,1,'[0,1,1]',2,4.0,1,1.0,2,0,0,1931085640000,49);
INSERT INTO "slots" VALUES(8,1,1,1,'[2,1,3,0]',0,0,0,'[2,3]',2,6.5,0,0.0,-2,2,0,1931085680000,50);
INSERT INTO "slots" VALUES(8,2,2,8,'[1,3,0,2]',0,0,0,'[2]',3,2.5,0,0.0,-6,1,0,1931085720000,51);
INSERT INTO "slots" VALUES(8,3,3,7,'[0,1,2,3,4,5]',0,0,0,'[2,1]',2,17.5,0,0.0,-2,0,0,1931085760000,52);
INSERT INTO "slots" VALUES(8,4,4,3,'[1,2,0]',0,0,0,'[0]',2,18.5,1,1.0,2,0,0,1931085800000,53);
INSERT INTO "slots" VALUES(8,5,5,4,'[]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(8,6,6,2,'[0,1,2]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "slots" VALUES(8,7,7,6,'[1,2,0]',0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX rounds_of_bank ON rounds (bank, began);
CREATE UNIQUE INDEX slots_in_turn ON slots (turn) WHERE turn IS NOT NULL;
COMMIT;
