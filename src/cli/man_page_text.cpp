#include "cli/man_page.h"

namespace carepress::cli {

const ManPageText& man_page_text() {
    static constexpr ManPageText text{
        R"(.Nm
reads an article of care instructions and writes a branded, printable handout that claims PDF/UA-1 and PDF/A-2a,
or PDF/UA-2 and PDF/A-4.
It also presses the summary of a visit and whole libraries, imports articles of others, checks articles, and searches
them.
)",
        R"(A file appears whole or not at all, and replaces an old file of the same name.
Files with patient data
.Pq all outputs of Cm visit , and handouts with a Fl -note
can be read only by their owner.
An output may also be
.Pa /dev/null ,
a descriptor that the caller opened
.Pq Pa /dev/stdout , /dev/fd/N ,
or a pipe or character device of the same user; a pipe for patient data must be closed to other users
.Pq mode 0600 .
Everything else is refused: symbolic links, pipes that no program reads, other users' pipes and devices, sockets,
folders, and in a sticky folder such as
.Pa /tmp
other users' files.
)",
        R"(.Bl -tag -width Ds
.It Pa carepress.yaml
Defaults for the options of all commands, by their long names; looked for in the current folder and then in
.Pa $XDG_CONFIG_HOME/carepress
.Pq by default Pa ~/.config/carepress .
The command line takes precedence.
.El
)",
        R"(Messages have the form
.Pp
.Dl path:line:column: error: message
.Pp
An error means that no PDF is made from that source.
A warning never stops it.
A note says what was dropped or replaced.
)"};
    return text;
}

}  // namespace carepress::cli
