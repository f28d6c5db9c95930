"""Today, and summaries for officials."""
