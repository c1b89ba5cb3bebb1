#pragma once

#include "net/message.h"
#include "service/call.h"
#include "service/state.h"

namespace carepress::service {

// Each route is a function from a request to a response; what it needs is in State. None knows sockets.

using RouteFunction = net::Response (*)(State&, const Call&);

// find.cpp
net::Response search(State&, const Call&);
net::Response list_articles(State&, const Call&);
net::Response show_article(State&, const Call&);

// choices.cpp
net::Response list_languages(State&, const Call&);
net::Response list_topics(State&, const Call&);
net::Response list_sets(State&, const Call&);
net::Response list_layouts(State&, const Call&);
net::Response list_brands(State&, const Call&);

// handouts.cpp
net::Response press_handout(State&, const Call&);
net::Response show_handout(State&, const Call&);
net::Response make_preview(State&, const Call&);

// previews.cpp
net::Response show_page(State&, const Call&);
net::Response show_pdf(State&, const Call&);
net::Response drop_preview(State&, const Call&);

// visits.cpp
net::Response open_session(State&, const Call&);
net::Response open_visit(State&, const Call&);
net::Response make_visit_preview(State&, const Call&);
net::Response drop_visit(State&, const Call&);

// launches.cpp
net::Response launch(State&, const Call&);
net::Response launch_standalone(State&, const Call&);
net::Response finish_launch(State&, const Call&);
net::Response show_public_keys(State&, const Call&);
net::Response show_session(State&, const Call&);
net::Response close_session(State&, const Call&);

// attaching.cpp
net::Response attach_handout(State&, const Call&);
net::Response list_given(State&, const Call&);

// chart_visits.cpp
net::Response open_chart_visit(State&, const Call&);

// pages.cpp
net::Response show_start_page(State&, const Call&);
net::Response show_asset(State&, const Call&);
net::Response show_openapi(State&, const Call&);
net::Response show_docs(State&, const Call&);
net::Response show_embedding(State&, const Call&);
net::Response show_element(State&, const Call&);
net::Response show_infobutton_try(State&, const Call&);

// patients.cpp
net::Response show_patient_page(State&, const Call&);
net::Response show_picture(State&, const Call&);
net::Response ask_for_code(State&, const Call&);

// infobutton.cpp
net::Response answer_infobutton(State&, const Call&);

// fhir.cpp
net::Response show_capabilities(State&, const Call&);
net::Response search_documents(State&, const Call&);
net::Response show_document(State&, const Call&);
/// A problem as FHIR says it: an OperationOutcome, with the same status and fields.
net::Response as_operation_outcome(const net::Response& problem);

// cds_hooks.cpp
net::Response list_cds_services(State&, const Call&);
net::Response answer_hook(State&, const Call&);
net::Response take_feedback(State&, const Call&);

// status.cpp
net::Response show_health(State&, const Call&);
net::Response show_readiness(State&, const Call&);
net::Response show_metrics(State&, const Call&);

}  // namespace carepress::service
