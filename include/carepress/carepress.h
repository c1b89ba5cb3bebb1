/* Carepress for C, C11 or later, and for other languages that call C.

   Ownership: what a function named ..._new or ..._press_... returns is the caller's, and is freed by the function named
   ..._free of its type. Everything else is borrowed: strings and diagnostics live as long as the result that they came
   from.

   Threads: any number of threads may press with one engine, and read one result, at the same time. Freeing is for one
   thread, after the others are done.

   Failures: no function throws, prints or ends the process. Press functions return NULL only if memory is exhausted or
   the engine is NULL. NULL may be passed for every pointer: a result that is NULL counts as CAREPRESS_FAILED without a
   message, and its strings are "". Strings are UTF-8, end with a NUL and are never NULL; what is asked for by an index
   that is not below its count is NULL. */
#pragma once

#include "carepress/export.h"
#include "carepress/version.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct carepress_engine carepress_engine;
typedef struct carepress_result carepress_result;
typedef struct carepress_diagnostic carepress_diagnostic;

/* How a job ended. */
typedef enum carepress_status {
    CAREPRESS_DONE = 0,
    CAREPRESS_REFUSED = 1,    /* an error that an author, or who gives the job, can fix: see the diagnostics */
    CAREPRESS_INCOMPLETE = 2, /* a visit with "strict", and the record could not be read in full */
    CAREPRESS_FAILED = 3      /* the environment failed, such as a disk or a missing font */
} carepress_status;

/* What a handout is written as; the pages are the same. */
typedef enum carepress_format {
    CAREPRESS_PDF = 0, /* one file, to hand out */
    CAREPRESS_SVG = 1  /* an SVG for each page, to look at in a browser (docs/handouts.md) */
} carepress_format;

/* error: no handout. warning: something to fix; the handout is made. note: something was dropped or replaced on
   purpose. */
typedef enum carepress_severity { CAREPRESS_NOTE = 0, CAREPRESS_WARNING = 1, CAREPRESS_ERROR = 2 } carepress_severity;

/* The version of the library that the program runs with, such as "0.1.0". */
CAREPRESS_API const char* carepress_version(void);

/* Loads fonts, layouts, brands and phrases. data_folder: NULL finds them by the library's own place (share/carepress in
   the prefix where it is installed). Returns NULL if they are missing or unreadable; then, if message is not NULL,
   *message says why, to be freed with carepress_message_free(); it is NULL if memory is exhausted. On success *message
   is NULL. Keep one engine for as long as the program presses. */
CAREPRESS_API carepress_engine* carepress_engine_new(const char* data_folder, char** message);
/* No thread may be pressing with it. Results outlive it. */
CAREPRESS_API void carepress_engine_free(carepress_engine* engine);
CAREPRESS_API void carepress_message_free(char* message);

/* Presses one handout into a PDF. job: JSON in UTF-8, at most 64 MB, as docs/jobs.md describes it. Whatever is wrong
   with it is in the diagnostics of the result. */
CAREPRESS_API carepress_result* carepress_press_json(const carepress_engine* engine, const char* job);
/* Presses the summary of one visit into a PDF. Its bundle and its note may also be texts, {"text": "..."}: such a job
   contains patient data. No diagnostic quotes it. */
CAREPRESS_API carepress_result* carepress_press_visit_json(const carepress_engine* engine, const char* job);
/* The same in a format: a carepress_format. It is an int because a library that is older than the header does not know
   every format: such a number is CAREPRESS_REFUSED, and so is "want_receipt" without a PDF. */
CAREPRESS_API carepress_result* carepress_press_json_as(const carepress_engine* engine, const char* job, int format);
CAREPRESS_API carepress_result* carepress_press_visit_json_as(const carepress_engine* engine, const char* job,
                                                              int format);
CAREPRESS_API void carepress_result_free(carepress_result* result);

CAREPRESS_API carepress_status carepress_result_status(const carepress_result* result);
/* The PDF: none, size 0, unless CAREPRESS_DONE, and of CAREPRESS_SVG. */
CAREPRESS_API const char* carepress_result_bytes(const carepress_result* result);
CAREPRESS_API size_t carepress_result_size(const carepress_result* result);
/* Of CAREPRESS_SVG: the pages, in order. None, count 0, unless CAREPRESS_DONE, and of CAREPRESS_PDF. */
CAREPRESS_API size_t carepress_result_svg_page_count(const carepress_result* result);
/* A page as a string without an XML declaration: a file of its own, or put into HTML as it is. If size is not NULL,
   *size is its length without the NUL, so that nothing has to count it. NULL, length 0, if index is not below the
   count. */
CAREPRESS_API const char* carepress_result_svg_page(const carepress_result* result, size_t index, size_t* size);
CAREPRESS_API int carepress_result_pages(const carepress_result* result);
/* Of a handout: for one article, the article's own. Of a visit: "". */
CAREPRESS_API const char* carepress_result_title(const carepress_result* result);
CAREPRESS_API const char* carepress_result_code(const carepress_result* result);
CAREPRESS_API const char* carepress_result_language(const carepress_result* result);
/* Of a visit whose record could be read: what is on the page and what was left out, as JSON without patient data. */
CAREPRESS_API const char* carepress_result_report(const carepress_result* result);
/* Of a visit with "want_receipt" that is done: what was given, as JSON and as a FHIR transaction. Both name the
   patient's record. */
CAREPRESS_API const char* carepress_result_receipt(const carepress_result* result);
CAREPRESS_API const char* carepress_result_fhir_receipt(const carepress_result* result);

/* Messages, in the order in which they were found; there may be some even if CAREPRESS_DONE. They contain nothing of a
   note or a record, and can be logged. */
CAREPRESS_API size_t carepress_result_diagnostic_count(const carepress_result* result);
/* NULL if index is not below the count. */
CAREPRESS_API const carepress_diagnostic* carepress_result_diagnostic(const carepress_result* result, size_t index);

CAREPRESS_API carepress_severity carepress_diagnostic_severity(const carepress_diagnostic* diagnostic);
/* What it is about, whatever its words: "text/missing-glyph"; docs/diagnostics.md lists all. */
CAREPRESS_API const char* carepress_diagnostic_code(const carepress_diagnostic* diagnostic);
/* Path, name or code of the input, as the job names it; "job" for mistakes in the JSON; "" for the job as a whole. */
CAREPRESS_API const char* carepress_diagnostic_file(const carepress_diagnostic* diagnostic);
/* From 1; a column counts code points. 0: the message is about the file, or the job, as a whole. */
CAREPRESS_API int carepress_diagnostic_line(const carepress_diagnostic* diagnostic);
CAREPRESS_API int carepress_diagnostic_column(const carepress_diagnostic* diagnostic);
/* What is wrong: one sentence, lower case, without a full stop. */
CAREPRESS_API const char* carepress_diagnostic_message(const carepress_diagnostic* diagnostic);
/* How to fix it; may be "". */
CAREPRESS_API const char* carepress_diagnostic_hint(const carepress_diagnostic* diagnostic);

#ifdef __cplusplus
}
#endif
