"""Validates an archive with PySpark's `pipe()`, and fails if a record differs from that of a plain run.

    spark.py PLEX_PIN ARCHIVE PARTITIONS
"""

import collections
import datetime
import json
import os
import subprocess
import sys

import pyspark
from pyspark.sql import SparkSession


def validated(lines, command="plex-pin"):
    """Returns the records of a report, in the order of the lines."""
    validate = f"{command} validate --lines --threads 1 --fail-on never --format ndjson -"
    return lines.pipe(validate, checkCode=True).map(json.loads).filter(lambda it: "verdict" in it)


def without_place(record):
    """A record without what a partition cannot know: the name of the archive and the line in it."""
    return {key: value for key, value in record.items() if key not in ("source", "record")}


command, archive, partitions = sys.argv[1], sys.argv[2], int(sys.argv[3])
settings = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
session = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
session.sparkContext.setLogLevel("ERROR")
# An element for each line, in the order of the file.
lines = session.sparkContext.textFile(archive, minPartitions=partitions)
of_spark = validated(lines, command).map(without_place).collect()

plain = [command, "validate", "--lines", "--fail-on", "never", "--format", "ndjson", archive]
report = map(json.loads, subprocess.run(plain, capture_output=True, text=True, check=True).stdout.splitlines())
of_plain_run = [without_place(record) for record in report if "verdict" in record]
if of_spark != of_plain_run:
    sys.exit(f"{len(of_spark)} records of PySpark differ from {len(of_plain_run)} of a plain run")

java = session.sparkContext._jvm.System.getProperty("java.version")
print(f"{datetime.date.today()}, PySpark {pyspark.__version__}, Java {java}, {os.cpu_count()} cores")
verdicts = collections.Counter(record["verdict"] for record in of_spark)
print(f"{len(of_spark)} records of {lines.getNumPartitions()} partitions:", dict(sorted(verdicts.items())))
print("each equal to that of a plain run")
session.stop()
