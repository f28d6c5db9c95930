"""Activities, sessions, enrolment and attendance."""
