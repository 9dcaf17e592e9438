BEGIN TRANSACTION;
CREATE TABLE batch (
  batch INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'undo')),
  source TEXT NOT NULL,
  importer TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  file_name TEXT,
  file_sha256 TEXT,
  file_size INTEGER,
  file_encoding TEXT,
  ref_area TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  user TEXT NOT NULL,
  undoes INTEGER REFERENCES batch,
  ledger TEXT NOT NULL,
  new INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  same INTEGER NOT NULL,
  coarser INTEGER NOT NULL,
  chain TEXT NOT NULL,
  row_sums BLOB NOT NULL,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
INSERT INTO "batch" VALUES(1,'import','zone_bureau','flash','1.0','快报.csv','sha of ''\u5feb\u62a5.csv''',99,'gb18030','GX-610561',20240701,'2024-07-25T09:00:00+08:00','张三',NULL,'{"observation": 3, "注": 1}',3,0,0,0,'e7307fcb1f2153f8867293296471e80569b1cd9b38535fd66ba1415ff77065d4',X'4B8540D3B179205465A5490B3AAEB063381A5CBFBE463194460FF7E13AB75E0E8DDD0C6A8CCEF155');
INSERT INTO "batch" VALUES(2,'import','zone_bureau','flash','1.0','快报.csv','sha of ''\u5feb\u62a5.csv''',99,'gb18030','GX-610561',20240702,'2024-07-25T09:00:00+08:00','张三',NULL,'{"observation": 3, "注": 1}',1,2,1,0,'5f8a3260423ab8702132ba0f690c524fc87c6c51571929617728723309d79989',X'AFF95CD071EECFCA320F63290095E4B51BBCE66A');
INSERT INTO "batch" VALUES(3,'undo','zone_bureau','','',NULL,NULL,NULL,NULL,'GX-610561',20240731,'2024-07-25T09:00:00+08:00','',2,'{}',0,3,0,0,'65ae8932fefef6f4b76e59934b8989845efe713e0b174d686ff242dc00f9df61',X'0BA610DFAB2D19939BE1C380');
CREATE TABLE fact (
  member INTEGER NOT NULL REFERENCES member,
  attribute TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT NOT NULL,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  origin_vintage INTEGER,
  origin_batch INTEGER REFERENCES batch,
  PRIMARY KEY (member, attribute, vintage, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO "fact" VALUES(1,'forecast',20240702,2,'2024-09-01',2,7,6,0,NULL,NULL);
INSERT INTO "fact" VALUES(1,'forecast',20240702,3,'2024-09-01',2,7,6,1,20240702,2);
INSERT INTO "fact" VALUES(1,'planned',20240701,1,'2024-08-01',2,7,6,0,NULL,NULL);
INSERT INTO "fact" VALUES(1,'planned',20240702,2,'2024-09-01',2,7,6,0,NULL,NULL);
INSERT INTO "fact" VALUES(1,'planned',20240702,3,'2024-08-01',2,7,6,0,20240701,1);
CREATE TABLE fact_restated (
  member INTEGER NOT NULL REFERENCES member,
  attribute TEXT NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT NOT NULL,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  PRIMARY KEY (member, attribute, vintage, batch)
) STRICT, WITHOUT ROWID;
CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  member TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (register, member)
) STRICT;
INSERT INTO "member" VALUES(1,'roads','road',1);
CREATE TABLE obs (
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT,
  text TEXT,
  status TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES unit,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  origin_vintage INTEGER,
  origin_batch INTEGER REFERENCES batch,
  PRIMARY KEY (series, period, source, vintage, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO "obs" VALUES(1,20240501,1,20240701,1,'1.80',NULL,'A',1,1,4,5,0,NULL,NULL);
INSERT INTO "obs" VALUES(1,20240601,1,20240701,1,'2.13',NULL,'A',1,1,4,5,0,NULL,NULL);
INSERT INTO "obs" VALUES(1,20240601,1,20240702,2,'2.15',NULL,'A',1,1,4,5,0,NULL,NULL);
INSERT INTO "obs" VALUES(1,20240601,1,20240702,3,'2.13',NULL,'A',1,1,4,5,0,20240701,1);
CREATE TABLE obs_restated (
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  value TEXT,
  text TEXT,
  status TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES unit,
  sheet INTEGER NOT NULL REFERENCES sheet,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  PRIMARY KEY (series, period, source, vintage, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO "obs_restated" VALUES(1,20240501,1,20240702,2,'1.8',NULL,'A',1,1,4,5);
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  chain TEXT NOT NULL
) STRICT;
INSERT INTO "record" VALUES(1,'export','2024-06','{"文件": "月报.xlsx"}','2024-07-25T09:00:00+08:00','79f708347613eed27ab5c3ae0ce9437d43bdbc8ef6f69cd49b502ec19b4b2573');
CREATE TABLE register_return (
  register TEXT NOT NULL,
  period INTEGER NOT NULL,
  vintage INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  PRIMARY KEY (register, period, vintage, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO "register_return" VALUES('roads',20240501,20240701,1);
INSERT INTO "register_return" VALUES('roads',20240601,20240702,2);
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  freq TEXT NOT NULL,
  transformation TEXT NOT NULL,
  label TEXT NOT NULL,
  dims TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (indicator, ref_area, freq, transformation, label, dims),
  CHECK ((indicator = '') <> (label = ''))
) STRICT;
INSERT INTO "series" VALUES(1,'fiscal_revenue','GX-610561','M','ytd','','',1);
CREATE TABLE sheet (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batch
) STRICT;
INSERT INTO "sheet" VALUES(1,'快报',1);
INSERT INTO "sheet" VALUES(2,'清单',1);
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batch
) STRICT;
INSERT INTO "source" VALUES(1,'zone_bureau',1);
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  mult INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch,
  UNIQUE (measure, mult)
) STRICT;
INSERT INTO "unit" VALUES(1,'元',8,1);
CREATE VIEW obs_delivered AS
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col
FROM obs WHERE origin_batch IS NULL
UNION ALL
SELECT series, period, source, vintage, batch, value, text, status, unit, sheet, line, col FROM obs_restated;
CREATE VIEW fact_delivered AS
SELECT member, attribute, vintage, batch, value, sheet, line, col FROM fact WHERE origin_batch IS NULL
UNION ALL
SELECT member, attribute, vintage, batch, value, sheet, line, col FROM fact_restated;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER batch_is_final BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER source_stays BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER source_is_final BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER unit_stays BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER unit_is_final BEFORE UPDATE ON unit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sheet_stays BEFORE DELETE ON sheet BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sheet_is_final BEFORE UPDATE ON sheet BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER series_stays BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER series_is_final BEFORE UPDATE ON series BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER member_stays BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER member_is_final BEFORE UPDATE ON member BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER obs_stays BEFORE DELETE ON obs BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER obs_is_final BEFORE UPDATE ON obs BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER obs_restated_stays BEFORE DELETE ON obs_restated BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER obs_restated_is_final BEFORE UPDATE ON obs_restated BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_stays BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_is_final BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_restated_stays BEFORE DELETE ON fact_restated BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_restated_is_final BEFORE UPDATE ON fact_restated BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER register_return_stays BEFORE DELETE ON register_return BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER register_return_is_final BEFORE UPDATE ON register_return BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER record_is_final BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'append-only'); END;
COMMIT;
