#include "style/read_layout.h"

namespace carepress::style {

BlockRole box_of(BlockRole role) {
    using enum BlockRole;
    switch (role) {
        case callout_emergency:
        case callout_heading_emergency:
            return callout_emergency;
        case callout_call_now:
        case callout_heading_call_now:
            return callout_call_now;
        case callout_watch:
        case callout_heading_watch:
            return callout_watch;
        case learn_more:
        case learn_more_heading:
        case learn_more_text:
        case learn_more_code:
        case qr_code:
            return learn_more;
        case note:
        case note_heading:
        case note_text:
            return note;
        default:
            return count_;
    }
}

FrameRole frame_of(BlockRole role) {
    using enum BlockRole;
    switch (role) {
        case band_name:
        case band_telephone:
            return FrameRole::band_text;
        case running_title:
            return FrameRole::running_head;
        case footer_disclaimer:
        case footer_left:
        case footer_right:
        case sample_notice:
        case footer_patient:
            return FrameRole::footer;
        case aside_emergency:
        case aside_telephone:
        case aside_text:
            return FrameRole::aside;
        default:
            return FrameRole::body;
    }
}

}  // namespace carepress::style
